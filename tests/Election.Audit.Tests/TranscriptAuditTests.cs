using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Audit.Tests;

public sealed class TranscriptAuditTests
{
    [Fact]
    public void A_good_transcript_is_valid_and_its_report_says_what_it_holds()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Equal("", report.Problem.InEnglish());
        Assert.True(report is { IsValid: true, Line: 0, IsSimulated: false, Signer: "n2", CloseIndex: 7, Delivered: 5, Abstentions: 1 });
        Assert.Equal(recording.Proposal.Id.ToString(), report.ElectionId);
        Assert.Equal(recording.Body().Id.ToString(), report.CertificateId);
        Assert.Equal(recording.Body().Head.ToString(), report.Head);
        Assert.Equal("elected:Pérez", report.Decision);
        Assert.Equal<string>(["n1", "n2", "n3"], [.. report.Members]);
        Assert.Equal<string>(["Sánchez", "Pérez"], [.. report.Choices]);
        Assert.Equal<long>([0, 2], [.. report.Counts]);
        Assert.Equal([new KeyValuePair<string, int>("equivocation", 1)], report.Refusals);
    }

    [Fact]
    public void A_simulated_transcript_is_refused_unless_asked_for()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        AuditReport refused = TranscriptAudit.Check(recording.File);
        Assert.Equal((1, "the transcript is simulated: its signatures prove nothing"), (refused.Line, refused.Problem.InEnglish()));
        Assert.True(TranscriptAudit.Check(recording.File, Recording.StandInHolds) is { IsValid: true, IsSimulated: true });
        Assert.Equal(1, TranscriptAudit.Check(recording.File, static (_, _, _) => false).Line);
    }

    [Fact]
    public void Every_refusal_that_a_log_can_hold_is_recomputed()
    {
        using var recording = new Recording(Recording.TwoChoices);
        Refused(Refusal.Malformed, recording.Add(recording.Vote(0, 0)));
        recording.Add(recording.Open(0));
        Statement first = recording.Vote(0, 0);
        Assert.True(recording.Add(first).IsAccepted);
        Refused(Refusal.StaleSeq, recording.Add(recording.Open(1)));
        Refused(Refusal.StaleSeq, recording.Add(first));
        Refused(Refusal.StaleSeq, recording.Add(recording.Vote(0, 1, first)));
        Refused(Refusal.StaleSeq, recording.Add(recording.Vote(1, 1, first)));
        Refused(Refusal.Equivocation, recording.Add(recording.Vote(0, 1)));
        Refused(Refusal.Malformed, recording.Add(recording.Vote(1, 2)));
        Refused(Refusal.Malformed, recording.Add([], valid: false));
        Refused(Refusal.Malformed, recording.Add([1, 2, 3], valid: false));
        Hash256 election = recording.Proposal.Id, n1 = recording.KeyOf(0).Fingerprint, n2 = recording.KeyOf(1).Fingerprint;
        Refused(Refusal.Malformed, recording.Add(Statement.Result(SignatureAlgorithm.EcdsaP256Sha256, election, n1, new byte[5])));
        Refused(Refusal.WrongElection, recording.Add(Statement.Abstain(SignatureAlgorithm.EcdsaP256Sha256, default, n2, 1, default)));
        byte[] spoilt = recording.Signed(recording.Vote(1, 1));
        spoilt[^1] ^= 1;
        Refused(Refusal.BadSignature, recording.Add(spoilt, valid: false));
        using Recording simulated = Recording.Small(SignatureAlgorithm.SimulationStandIn);
        Refused(Refusal.NotOnRoll, recording.Add(simulated.Signed(simulated.Vote(0, 0)), valid: false));
        var standIn = Statement.Vote(SignatureAlgorithm.SimulationStandIn, election, n2, 1, default, 0);
        byte[] worthless = Recording.StandIn(recording.KeyOf(1).Bytes, standIn.SignedBytes());
        Refused(Refusal.BadSignature, recording.Add(new SignedStatement(standIn, worthless).Encode(), valid: true));
        recording.Add(recording.Close(2));
        recording.Finish(by: 0);

        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Equal("", report.Problem.InEnglish());
        Assert.Equal("bad-signature 2, equivocation 1, malformed 5, not-on-roll 1, stale-seq 4, wrong-election 1",
            string.Join(", ", report.Refusals.Select(refusal => $"{refusal.Key} {refusal.Value}")));
        Assert.Equal("elected:Sánchez", report.Decision);
        Assert.Equal(13, report.Delivered);
    }

    [Fact]
    public void A_roll_with_weights_a_quorum_and_a_chair_are_followed()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        PublicKey KeyOf(int i) => EcdsaP256.Import(keys[i]).OrThrow();
        Manifest manifest = Recording.TwoChoices with
        {
            Quorum = 12,
            Chair = MemberId.Parse("n3"),
            Roll = [new Voter("Ana \\ Eva", KeyOf(0), 10), new Voter("Luz", KeyOf(1), 1)],
        };
        using var recording = new Recording(manifest, keys: keys);
        recording.Add(recording.Open(2));
        recording.Add(recording.Vote(0, 0));
        recording.Add(recording.Vote(2, 0));
        recording.Add(recording.Vote(1, 1));
        recording.Add(recording.Close(2));
        recording.Finish(by: 2);
        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Equal("", report.Problem.InEnglish());
        Assert.Equal("no-quorum", report.Decision);
        Assert.Equal<long>([10, 1], [.. report.Counts]);
        Assert.True(report.HasRoll);
    }

    [Fact]
    public void A_signed_result_that_lies_is_found()
    {
        foreach (Func<CertificateBody, CertificateBody> lie in new Func<CertificateBody, CertificateBody>[]
        {
            body => body with { Tally = new Tally([2, 0], 0) },
            body => body with { CloseIndex = new LogIndex(9) },
            body => body with { Head = default },
            body => body with { Decision = Decision.Tie },
        })
        {
            using var recording = new Recording(Recording.TwoChoices, SignatureAlgorithm.SimulationStandIn);
            recording.Add(recording.Open(0));
            recording.Add(recording.Vote(0, 0));
            recording.Add(recording.Close(0));
            recording.Finish(by: 0, lie(recording.Body()));
            Assert.Equal(5, TranscriptAudit.Check(recording.File, Recording.StandInHolds).Line);
        }
    }

    [Fact]
    public void A_recorded_outcome_that_the_rules_do_not_give_is_found()
    {
        using var recording = new Recording(Recording.TwoChoices);
        recording.Add(recording.Open(0));
        recording.Add(recording.Signed(recording.Vote(0, 0)), valid: false); // a node that calls a good signature bad
        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Equal((3, "the statement's outcome is accepted, and not what the line says"), (report.Line, report.Problem.InEnglish()));
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable)]
    [InlineData(DeliveryOrder.Causal)]
    public void In_a_weaker_order_two_deliveries_of_one_set_agree(DeliveryOrder order)
    {
        ECDsa[] keys = Recording.NewKeys(3);
        using Recording one = Weak(order, keys, 0, 1), two = Weak(order, keys, 1, 0), less = Weak(order, keys, 1);
        AuditReport[] reports = [TranscriptAudit.Check(one.File), TranscriptAudit.Check(two.File), TranscriptAudit.Check(less.File)];
        Assert.All(reports, report => Assert.Equal("", report.Problem.InEnglish()));
        Assert.Equal(2UL, reports[0].CloseIndex);
        Assert.Equal(Agreement.Agree, TranscriptAudit.Compare([("n1", reports[0]), ("n2", reports[1])]).Agreement);
        Comparison comparison = TranscriptAudit.Compare([("n1", reports[0]), ("n3", reports[2])]);
        Assert.Equal(Agreement.Diverge, comparison.Agreement);
        Assert.Equal("n1 counted Sánchez 1, Pérez 1; n3 Sánchez 0, Pérez 1: n3 lacks n1's vote", comparison.Sentence.InEnglish());
    }

    [Fact]
    public void In_a_weaker_order_the_votes_that_each_of_two_nodes_is_missing_are_named()
    {
        ECDsa[] keys = Recording.NewKeys(9);
        Manifest weak = Recording.TwoChoices with { Order = DeliveryOrder.Reliable };
        using Recording one = WeakOf(weak, keys, 0, 1, 2), two = WeakOf(weak, keys, 3, 4, 2),
            all = WeakOf(weak, keys, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        (string, AuditReport) first = ("n1", TranscriptAudit.Check(one.File));

        Assert.Equal("n1 counted Sánchez 2, Pérez 1; n2 Sánchez 2, Pérez 1: "
            + "n1 lacks the votes of n4 and n5, n2 lacks the votes of n1 and n2",
            TranscriptAudit.Compare([first, ("n2", TranscriptAudit.Check(two.File))]).Sentence.InEnglish());
        Assert.Equal("n1 counted Sánchez 2, Pérez 1; n3 Sánchez 5, Pérez 4: n1 lacks the votes of n4, n5, n6, n7, n8 and 1 more",
            TranscriptAudit.Compare([first, ("n3", TranscriptAudit.Check(all.File))]).Sentence.InEnglish());
    }

    [Fact]
    public void In_a_weaker_order_the_chairs_CLOSE_ends_the_log_and_enters_neither_head_nor_close_index()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        Manifest chaired = Recording.TwoChoices with { Order = DeliveryOrder.Fifo, Chair = MemberId.Parse("n2") };
        using Recording closed = WeakOf(chaired, keys, 0), alone = WeakOf(chaired, keys, 0);
        closed.Add(closed.Close(1));
        closed.Finish(by: 0);
        alone.Finish(by: 1);
        (string, AuditReport) one = ("n1", TranscriptAudit.Check(closed.File)), two = ("n2", TranscriptAudit.Check(alone.File));

        Assert.Equal(("", 1UL), (one.Item2.Problem.InEnglish(), one.Item2.CloseIndex));
        Assert.Equal(Agreement.Agree, TranscriptAudit.Compare([one, two]).Agreement);
        Assert.Null(TranscriptAudit.FirstDifference(one.Item2, two.Item2));
    }

    [Fact]
    public void In_a_weaker_order_nobody_but_the_chair_closes_and_nothing_follows_its_CLOSE()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        Manifest chaired = Recording.TwoChoices with { Order = DeliveryOrder.Fifo, Chair = MemberId.Parse("n2") };
        using Recording recording = WeakOf(chaired, keys, 0), after = WeakOf(chaired, keys, 0);
        Refused(Refusal.Malformed, recording.Add(recording.Close(0)));
        Refused(Refusal.Malformed, recording.Add(recording.Open(1)));
        recording.Add(recording.Vote(1, 1));
        recording.Finish(by: 0);
        after.Add(after.Close(1));
        after.Add(after.Vote(1, 1));

        AuditReport report = TranscriptAudit.Check(recording.File);
        Assert.Equal(("", 2UL), (report.Problem.InEnglish(), report.CloseIndex));
        Assert.Equal("there is a statement after the CLOSE", TranscriptAudit.Check(after.File).Problem.InEnglish());
    }

    [Fact]
    public void Transcripts_of_one_election_are_compared_down_to_the_first_difference()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        using var one = new Recording(Recording.TwoChoices, keys: keys);
        using var two = new Recording(Recording.TwoChoices, keys: keys);
        using Recording other = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        RecordWithAndWithoutAVote(one, two);
        (string, AuditReport) first = ("n1", TranscriptAudit.Check(one.File)), second = ("n2", TranscriptAudit.Check(two.File));
        Assert.Equal((Agreement.Diverge,
            "n1 and n2 differ: their statements part at index 2 (Sánchez 0, Pérez 1 against Sánchez 0, Pérez 0)"),
            TranscriptAudit.Compare([first, second]).InEnglish());
        Assert.Equal(Agreement.Unrelated, TranscriptAudit.Compare([first, ("x", TranscriptAudit.Check(other.File))]).Agreement);
        Assert.Equal((Agreement.Damaged, "x: line 1: the header is missing"),
            TranscriptAudit.Compare([first, ("x", TranscriptAudit.Check([]))]).InEnglish());
        Assert.Equal((Agreement.Agree, "all 2 transcripts are valid and agree"), TranscriptAudit.Compare([first, first]).InEnglish());
    }

    [Fact]
    public void In_the_atomic_order_an_unfinished_transcript_is_a_part_of_a_whole_one_only_as_its_beginning()
    {
        ECDsa[] keys = Recording.NewKeys(3);
        using var one = new Recording(Recording.TwoChoices, keys: keys);
        using var two = new Recording(Recording.TwoChoices, keys: keys);
        RecordWithAndWithoutAVote(one, two);
        AuditReport whole = TranscriptAudit.Check(one.File);
        for (int statements = 0; statements <= 3; statements++)
            Assert.Equal(statements, TranscriptAudit.PartOf(Of(one, statements), whole));
        Assert.Equal(1, TranscriptAudit.PartOf(Of(two, 1), whole));
        Assert.Null(TranscriptAudit.PartOf(Of(two, 2), whole));

        static AuditReport Of(Recording full, int statements) =>
            TranscriptAudit.Check([.. full.Lines.Take(1 + statements).SelectMany(line => line)]);
    }

    [Fact]
    public void A_header_without_everybodys_READY_is_refused()
    {
        using Recording recording = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        using Recording other = Recording.Small(SignatureAlgorithm.EcdsaP256Sha256);
        string text = recording.Text;
        int at = text.IndexOf("\"ready\":\"", StringComparison.Ordinal) + 9;
        int otherAt = other.Text.IndexOf("\"ready\":\"", StringComparison.Ordinal) + 9;
        string swapped = string.Concat(text.AsSpan(0, at), other.Text.AsSpan(otherAt, 128), text.AsSpan(at + 128));
        AuditReport report = TranscriptAudit.Check(Encoding.UTF8.GetBytes(swapped));
        Assert.Equal((1, "the READY signature of n1 does not hold"), (report.Line, report.Problem.InEnglish()));
    }

    [Fact]
    public void The_published_sample_is_valid()
    {
        string sample = Path.Combine(AppContext.BaseDirectory, "Samples", "three-members");
        AuditReport report = TranscriptAudit.Check(File.ReadAllBytes(sample + ".transcript.jsonl"));
        Assert.Equal("", report.Problem.InEnglish());
        CertificateReport certificate = CertificateAudit.Check(File.ReadAllBytes(sample + ".certificate.json"));
        Assert.Equal("", certificate.Problem.InEnglish());
        Assert.True(certificate.Matches(report));
    }

    private static Recording Weak(DeliveryOrder order, ECDsa[] keys, params int[] voters)
    {
        var recording = new Recording(Recording.TwoChoices with { Order = order }, keys: keys);
        foreach (int voter in voters)
            recording.Add(recording.Vote(voter, voter));
        recording.Finish(by: 0);
        return recording;
    }

    private static Recording WeakOf(Manifest manifest, ECDsa[] keys, params int[] voters)
    {
        var recording = new Recording(manifest, keys: keys);
        foreach (int voter in voters)
            recording.Add(recording.Vote(voter, voter % 2));
        if (manifest.Chair is null)
            recording.Finish(by: 0);
        return recording;
    }

    private static void Refused(Refusal refusal, BallotOutcome outcome) => Assert.Equal(refusal, outcome.Refusal);

    // Of one election: the first has a vote between OPEN and CLOSE, the second has none.
    private static void RecordWithAndWithoutAVote(Recording with, Recording without)
    {
        byte[] open = with.Signed(with.Open(0)), vote = with.Signed(with.Vote(1, 1)), close = with.Signed(with.Close(0));
        foreach (byte[] bytes in new[] { open, vote, close })
            with.Add(bytes, valid: true);
        foreach (byte[] bytes in new[] { open, close })
            without.Add(bytes, valid: true);
        with.Finish(by: 0);
        without.Finish(by: 1);
    }
}
