using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Traces.Recording;
using Election.Voting.Core;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Simulation.Tests;

/// <summary>Every checker is shown a correct run, and the same run with one thing wrong.</summary>
public sealed class CheckerTests
{
    private static readonly ISignatureScheme s_signatures = StandInSignatures.Instance;
    private static readonly ElectionRun s_right = ElectionSimulation.Run(new ElectionScenario { Nodes = 3, Seed = 5, Votes = [2, 1] });
    private static readonly LoggedEntry[] s_entries = [.. Lines(s_right.Nodes[0]).Select(line => LoggedEntry.Read(line))
        .OfType<LoggedEntry>()];

    [Fact]
    public void A_right_run_has_open_votes_and_close_and_nothing_to_object_to()
    {
        Assert.Empty(s_right.Violations);
        Assert.Equal([1UL, 2, 3, 4, 5], s_entries.Select(entry => entry.Index));
        Assert.Equal(
            [StatementKind.Open, StatementKind.Vote, StatementKind.Vote, StatementKind.Vote, StatementKind.Close],
            s_entries.Select(entry => entry.Signed!.Statement.Kind));
        Assert.Empty(IntegrityOf(s_entries));
        Assert.Empty(EqualResults.Check(s_right.Nodes, mayDiverge: false, s_signatures, default));
        Assert.Empty(Audited.Check(s_right.Nodes, mayDiverge: false, s_signatures, default));
    }

    [Fact]
    public void Prefix_order_sees_a_different_entry_at_one_index_and_an_index_left_out()
    {
        var prefix = new PrefixOrder();
        Assert.Null(prefix.Deliver(Id(1), s_entries[0], [1], default));
        Assert.Null(prefix.Deliver(Id(1), s_entries[1], [2], default));
        Assert.Null(prefix.Deliver(Id(2), s_entries[0], [1], default));
        Assert.Equal("n2 and n1 delivered different entries at index 2",
            prefix.Deliver(Id(2), s_entries[1], [9], default)!.Sentence.InEnglish());
        Assert.Equal("n3 delivers index 2 as its entry number 1", prefix.Deliver(Id(3), s_entries[1], [2], default)!.Sentence.InEnglish());
        Assert.Equal(2, prefix.DeliveredBy(Id(2)));
    }

    [Fact]
    public void Durability_asks_for_a_majority_of_disks()
    {
        SimulatedNode[] nodes = [.. Enumerable.Range(0, 3).Select(i => Node(i))];
        var disks = new DiskWatch(nodes, (_, _) => { });
        WriteEntry(nodes[0], ordinal: 1, first: 1, s_entries[0], s_entries[1]);
        Sync(nodes[0]);
        WriteEntry(nodes[1], ordinal: 1, first: 1, s_entries[0], s_entries[1]);
        string sentence = "n1 delivers index 2, which is on 1 of 3 disks only";
        Assert.Equal(sentence, Durability.Deliver(disks, nodes[0], s_entries[1], default)!.Sentence.InEnglish());
        Sync(nodes[1]);
        Assert.Null(Durability.Deliver(disks, nodes[0], s_entries[1], default));
        Assert.NotNull(Durability.Deliver(disks, nodes[0], s_entries[2], default));
    }

    [Fact]
    public void Integrity_sees_a_vote_counted_twice()
    {
        string[] found = IntegrityOf([.. s_entries[..2], s_entries[1]]);
        Assert.Contains(found, sentence => sentence.StartsWith("n1 counted at index 2 a second vote of n", StringComparison.Ordinal));
    }

    [Fact]
    public void Integrity_sees_a_signature_that_does_not_hold_a_changed_vote_and_a_stranger()
    {
        Statement vote = s_entries[1].Signed!.Statement;
        MemberId voter = s_right.Nodes.Single(node => s_signatures.KeyOf(node.Id).Fingerprint == vote.Signer).Id;
        Assert.Contains($"n1 counted at index 2 a vote of {voter} whose signature does not hold",
            IntegrityOf([Counted(vote, new byte[64])]));
        Statement changed = Statement.Vote(vote.Algorithm, vote.ElectionId, vote.Signer, 1, default, 1 - vote.Choice);
        byte[] signature = s_signatures.Sign(s_signatures.KeyOf(voter), changed.SignedBytes());
        string sentence = $"n1 counted at index 2 choice {changed.Choice} for {voter}, which voted for {vote.Choice}";
        Assert.Contains(sentence, IntegrityOf([Counted(changed, signature)]));
        Statement stranger = Statement.Vote(vote.Algorithm, vote.ElectionId, Hash256.Of([1]), 1, default, 0);
        Assert.Contains("n1 counted at index 2 a vote by a voter who is not on the roll", IntegrityOf([Counted(stranger, new byte[64])]));
    }

    [Fact]
    public void Integrity_sees_a_tally_that_is_not_what_the_entries_add_up_to() =>
        Assert.Equal(["n1 shows a tally other than the sum of its transcript"], IntegrityOf(s_entries[..3]));

    [Fact]
    public void Equal_results_sees_a_node_that_shows_another_result_than_it_certified()
    {
        NodeSnapshot shown = s_right.Nodes[1].Snapshot! with { Head = Hash256.Of([1]) };
        Assert.Equal(["n2 shows a result other than the one it certified"], ResultsWith(shown));
        Assert.Equal(["n2 shows a result other than the one it certified"],
            ResultsWith(s_right.Nodes[1].Snapshot! with { Counts = [3, 0] }));
    }

    [Fact]
    public void Equal_results_sees_a_certificate_that_is_missing_or_of_another_election()
    {
        string[] found = ResultsWith(s_right.Nodes[1].Snapshot! with { Certificate = null });
        Assert.Contains("n2 is certified without a valid certificate", found);
        ElectionRun other = ElectionSimulation.Run(s_right.Scenario with { Seed = 6 });
        Assert.Equal(["n2 and n1 hold certificates of different results"], ResultsWith(other.Nodes[1].Snapshot!));
    }

    [Fact]
    public void Equal_results_sees_divergence_unless_the_order_allows_it()
    {
        NodeSnapshot diverged = s_right.Nodes[1].Snapshot! with { Verdict = Verdict.Diverged, Reason = $"heads differ" };
        Assert.Equal(["n2 diverged: heads differ"], ResultsWith(diverged));
        Assert.Empty(EqualResults.Check(Replace(diverged), mayDiverge: true, s_signatures, default));
    }

    [Fact]
    public void The_second_reader_sees_a_damaged_transcript_and_transcripts_of_two_elections()
    {
        byte[] damaged = s_right.Nodes[1].Transcript.ToArray();
        damaged[^20] ^= 1;
        ImmutableArray<NodeOutcome> nodes = s_right.Nodes.SetItem(1, s_right.Nodes[1] with { Transcript = damaged });
        Violation damage = Assert.Single(Audited.Check(nodes, false, s_signatures, default));
        Assert.StartsWith("line 7 of n2's transcript: ", damage.Sentence.InEnglish(), StringComparison.Ordinal);
        ElectionRun other = ElectionSimulation.Run(s_right.Scenario with { Seed = 6 });
        nodes = s_right.Nodes.SetItem(2, other.Nodes[2]);
        Assert.Equal("n1 and n3 belong to different elections",
            Assert.Single(Audited.Check(nodes, false, s_signatures, default)).Sentence.InEnglish());
    }

    private static MemberId Id(int number) => MemberId.Parse($"n{number}");

    private static SimulatedNode Node(int index)
    {
        MemberId id = ElectionSimulation.IdOf(index);
        return new SimulatedNode(new NodeSetup(id, s_signatures.KeyOf(id), (_, _) => throw new NotSupportedException()), index,
            default, default);
    }

    private static void WriteEntry(SimulatedNode node, ulong ordinal, ulong first, params LoggedEntry[] entries)
    {
        var record = new byte[8 + 4 + 8 + 32 + 2 + entries.Sum(entry => 1 + 4 + entry.Bytes.Length)];
        var writer = new SpanWriter(record);
        writer.UInt64(ordinal);
        writer.UInt32(1);
        writer.UInt64(first);
        writer.Hash(default);
        writer.UInt16((ushort)entries.Length);
        foreach (LoggedEntry entry in entries)
        {
            writer.Byte(0);
            writer.Long(entry.Bytes.Span);
        }
        node.Outbox.Journal(JournalRecordKind.Entry, record);
        node.Journal.Write(node.Outbox.Effects[^1]);
    }

    private static void Sync(SimulatedNode node)
    {
        Assert.True(node.Journal.TryBeginSync());
        node.Journal.EndSync();
    }

    private static LoggedEntry Counted(Statement statement, byte[] signature) => new(2, true, new SignedStatement(statement, signature));

    private static string[] IntegrityOf(LoggedEntry[] entries) =>
        [.. new Integrity(s_right.Scenario.Rule.ReVote == ReVotePolicy.Final, s_right.Scenario.VoterAt, s_signatures, s_right.Nodes)
            .Check(s_right.Nodes[0], entries, default).Select(violation => violation.Sentence.InEnglish())];

    private static ImmutableArray<NodeOutcome> Replace(NodeSnapshot second) =>
        s_right.Nodes.SetItem(1, s_right.Nodes[1] with { Snapshot = second });

    private static string[] ResultsWith(NodeSnapshot second) =>
        [.. EqualResults.Check(Replace(second), mayDiverge: false, s_signatures, default)
            .Select(violation => violation.Sentence.InEnglish())];

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(NodeOutcome node)
    {
        ReadOnlyMemory<byte> rest = node.Transcript;
        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOf((byte)'\n') + 1;
            yield return rest[..end];
            rest = rest[end..];
        }
    }
}
