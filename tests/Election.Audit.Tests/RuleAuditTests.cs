using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Audit.Tests;

/// <summary>
/// Under the rules that depend on the order of delivery, the audit reaches the nodes' own decision, or says where it does not.
/// </summary>
public sealed class RuleAuditTests : IDisposable
{
    private readonly ECDsa[] _keys = Recording.NewKeys(5);

    [Theory]
    [InlineData("first-to-2", "elected:Sánchez", "elected:Pérez")]
    [InlineData("plurality", "tie", "tie")]
    public void A_race_is_decided_by_the_order_in_which_a_node_delivered(string rule, string one, string two)
    {
        using Recording straight = Weak(rule, (0, 0), (1, 0), (2, 1), (3, 1)), turned = Weak(rule, (2, 1), (3, 1), (0, 0), (1, 0));
        AuditReport first = TranscriptAudit.Check(straight.File), second = TranscriptAudit.Check(turned.File);
        Assert.Equal(("", "", rule), (first.Problem.InEnglish(), second.Problem.InEnglish(), first.Rule));
        Assert.Equal((one, two), (first.Decision, second.Decision));
        Assert.Equal(first.Head, second.Head);
    }

    [Fact]
    public void Two_decisions_over_one_set_are_told_with_the_first_place_at_which_the_deliveries_part()
    {
        using Recording one = Weak("first-to-2", (0, 0), (1, 0), (2, 1), (3, 1)), two = Weak("first-to-2", (0, 0), (2, 1), (3, 1), (1, 0));
        AuditReport first = TranscriptAudit.Check(one.File), second = TranscriptAudit.Check(two.File);
        Assert.Equal((Agreement.Diverge,
            "n1 and n2 differ: elected Sánchez against elected Pérez, out of the same 4 statements in another order"),
            TranscriptAudit.Compare([("n1", first), ("n2", second)]).InEnglish());
        Difference difference = TranscriptAudit.FirstDifference(first, second)!;
        Assert.Equal((2UL, "n2", "n3"), (difference.Index, difference.Left!.By, difference.Right!.By));
    }

    [Fact]
    public void Two_tallies_over_one_set_are_told_where_an_overtaken_vote_counts()
    {
        using Recording one = Recorded("last-vote-wins", r => [r.Vote(0, 0), r.Vote(0, 1, after: r.Vote(0, 0)), r.Vote(1, 1)]);
        using Recording two = Recorded("last-vote-wins", r => [r.Vote(0, 1, after: r.Vote(0, 0)), r.Vote(0, 0), r.Vote(1, 1)]);
        AuditReport first = TranscriptAudit.Check(one.File), second = TranscriptAudit.Check(two.File);
        Assert.Equal(("", ""), (first.Problem.InEnglish(), second.Problem.InEnglish()));
        Assert.Equal("n1 and n2 differ: Sánchez 0, Pérez 2 against Sánchez 1, Pérez 1, out of the same 3 statements in another order",
            TranscriptAudit.Compare([("n1", first), ("n2", second)]).Sentence.InEnglish());
        Assert.Equal(1UL, TranscriptAudit.FirstDifference(first, second)!.Index);
    }

    [Fact]
    public void In_a_weaker_order_an_unfinished_transcript_is_a_part_of_a_whole_one_that_accepted_all_it_has()
    {
        using Recording recording = Weak("plurality", (0, 0), (1, 0), (2, 1)), turned = Weak("plurality", (2, 1), (0, 0)),
            beyond = Weak("plurality", (0, 0), (3, 1));
        AuditReport whole = TranscriptAudit.Check(recording.File);
        Assert.Equal(2, TranscriptAudit.PartOf(Cut(turned), whole));
        Assert.Null(TranscriptAudit.PartOf(Cut(beyond), whole));
        Assert.Null(TranscriptAudit.PartOf(whole, whole));
        Assert.Null(TranscriptAudit.PartOf(Cut(turned), Cut(recording)));

        static AuditReport Cut(Recording full) => TranscriptAudit.Check([.. full.Lines.SkipLast(1).SelectMany(line => line)]);
    }

    [Fact]
    public void A_signed_decision_for_who_was_second_is_found()
    {
        using var recording =
            new Recording(ManifestOf("first-to-1", DeliveryOrder.Atomic), SignatureAlgorithm.SimulationStandIn, keys: _keys);
        recording.Add(recording.Open(0));
        recording.Add(recording.Vote(0, 0));
        recording.Add(recording.Vote(1, 1));
        recording.Add(recording.Close(0));
        recording.Finish(by: 0, recording.Body() with { Decision = Decision.Elected("Pérez") });
        AuditReport report = TranscriptAudit.Check(recording.File, Recording.StandInHolds);
        Assert.Equal((6, "the RESULT's decision does not follow from the statements"), (report.Line, report.Problem.InEnglish()));
    }

    [Fact]
    public void Lines_turned_round_until_another_choice_is_first_are_found()
    {
        using Recording recording = Weak("first-to-2", (0, 0), (1, 0), (2, 1), (3, 1));
        using Recording turned = Weak("first-to-2", (2, 1), (3, 1), (0, 0), (1, 0));
        byte[] forged = [.. turned.Lines.SkipLast(1).SelectMany(line => line), .. recording.Lines[^1]];
        AuditReport report = TranscriptAudit.Check(forged);
        Assert.Equal((6, "the RESULT's decision does not follow from the statements"), (report.Line, report.Problem.InEnglish()));
    }

    [Theory]
    [InlineData("elected:a", true)]
    [InlineData("elected:b", true)]
    [InlineData("elected:c", false)]
    [InlineData("none", false)]
    [InlineData("tie", false)]
    public void A_certificate_of_a_race_names_a_choice_that_reached_the_number(string decision, bool isValid)
    {
        Manifest manifest = ManifestOf("first-to-2", DeliveryOrder.Atomic) with { Choices = ["a", "b", "c"] };
        using var recording = new Recording(manifest, SignatureAlgorithm.SimulationStandIn, keys: _keys);
        recording.Add(recording.Open(0));
        recording.Add(recording.Close(0));
        CertificateBody body = recording.Body() with { Tally = new Tally([2, 2, 1], 0), Decision = new Decision(decision) };
        var certificate = new Certificate(recording.Proposal, body, SignatureAlgorithm.SimulationStandIn,
            [.. Enumerable.Range(0, 3).Select(by => recording.Result(by, body))]);
        CertificateReport report = CertificateAudit.Check(certificate.ToJson(), Recording.StandInHolds);
        Assert.Equal(isValid ? "" : "the decision does not follow from the tally", report.Problem.InEnglish());
        Assert.Equal(isValid, certificate.IsValid((key, message, signature) => Recording.StandInHolds(key.Bytes, message, signature)));
    }

    /// <summary>
    /// The nodes' ballot box and the audit share no code: over random deliveries, with overtaken, doubled, forked and forged votes among
    /// them, they agree on every refusal, the tally, the head and the decision, in every order and under every rule.
    /// </summary>
    [Theory]
    [InlineData("plurality")]
    [InlineData("first-to-1")]
    [InlineData("first-to-3")]
    [InlineData("first-to-40")]
    [InlineData("last-vote-wins")]
    public void Both_readers_come_to_the_same_result_over_random_votes(string rule)
    {
        var decisions = new HashSet<string>();
        for (int seed = 0; seed < 300; seed++)
        {
            Recording recording = Drawn(rule, new Random(seed));
            CertificateBody body = recording.Body();
            AuditReport report = TranscriptAudit.Check(recording.File, Recording.StandInHolds);
            Assert.True(report.IsValid, $"seed {seed}, line {report.Line}: {report.Problem}\n{Encoding.UTF8.GetString(recording.File)}");
            Assert.Equal(body.Decision.Text, report.Decision);
            Assert.Equal<long>([.. body.Tally.Counts], [.. report.Counts]);
            Assert.Equal(body.Head.ToString(), report.Head);
            Assert.True(body.Decision.CanComeOf(recording.Manifest, body.Tally));
            decisions.Add(report.Decision);
        }
        Assert.True(decisions.Count >= 2, string.Join(", ", decisions));
    }

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    private Recording Drawn(string rule, Random random)
    {
        Manifest manifest = ManifestOf(rule, (DeliveryOrder)random.Next(1, 6));
        manifest = manifest with { Quorum = random.Next(3) == 0 ? random.Next(1, 9) : null };
        if (manifest.Rule is PluralityRule && random.Next(2) == 0)
            manifest = manifest with { ReVote = ReVotePolicy.Changeable };
        if (random.Next(2) == 0)
        {
            var open = new Recording(manifest, SignatureAlgorithm.SimulationStandIn, keys: _keys);
            manifest = manifest with { Roll = [.. Enumerable.Range(0, 4)
                .Select(i => new Voter($"v{i}", open.KeyOf(i), random.Next(1, 20)))] };
        }
        var recording = new Recording(manifest, SignatureAlgorithm.SimulationStandIn, keys: _keys);
        if (manifest.Order == DeliveryOrder.Atomic)
            recording.Add(recording.Open(0));
        var made = new List<Statement>();
        for (int i = random.Next(25); i > 0; i--)
        {
            Statement next = Next(recording, made, random);
            made.Add(next);
            bool isForged = random.Next(12) == 0;
            byte[] bytes = recording.Signed(next);
            bytes[^1] ^= isForged ? (byte)1 : (byte)0;
            recording.Add(bytes, valid: !isForged);
        }
        if (manifest.Order == DeliveryOrder.Atomic)
            recording.Add(recording.Close(0));
        recording.Finish(by: 0);
        return recording;
    }

    // The voter's next vote, one that skips or repeats a number, an old one again, or an abstention.
    private static Statement Next(Recording recording, List<Statement> made, Random random)
    {
        int voter = random.Next(5), choice = random.Next(2);
        if (made.Count > 0 && random.Next(5) == 0)
            return made[random.Next(made.Count)];
        Statement[] own = [.. made.Where(statement => statement.Signer == recording.KeyOf(voter).Fingerprint)];
        Statement? after = own.Length == 0 || random.Next(5) == 0 ? null
            : own[random.Next(3) == 0 ? random.Next(own.Length) : own.Length - 1];
        return after is null && random.Next(6) == 0 ? recording.Abstain(voter) : recording.Vote(voter, choice, after);
    }

    private static Manifest ManifestOf(string text, DeliveryOrder order)
    {
        CountingRule rule = CountingRule.Read(text).OrThrow();
        return Recording.TwoChoices with { Rule = rule, ReVote = rule.ReVote, Order = order };
    }

    private Recording Weak(string rule, params (int By, int Choice)[] votes) =>
        Recorded(rule, recording => [.. votes.Select(vote => recording.Vote(vote.By, vote.Choice))]);

    private Recording Recorded(string rule, Func<Recording, Statement[]> votes)
    {
        var recording = new Recording(ManifestOf(rule, DeliveryOrder.Fifo), keys: _keys);
        foreach (Statement vote in votes(recording))
            recording.Add(vote);
        recording.Finish(by: 0);
        return recording;
    }
}
