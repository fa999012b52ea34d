using Election.Groups.Model;
using Election.Simulation.Elections;
using Election.Voting.Statements;

namespace Election.Simulation.Checkers;

/// <summary>
/// Promise 3, from one node's entries: every vote that counts bears a valid signature of a voter, counts once, and is the vote that this
/// voter cast. And the node's own tally is what these votes add up to.
/// </summary>
internal sealed class Integrity
{
    private readonly ISignatureScheme _signatures;
    private readonly Dictionary<Hash256, NodeOutcome> _voters = [];

    public Integrity(ISignatureScheme signatures, IEnumerable<NodeOutcome> nodes)
    {
        _signatures = signatures;
        foreach (NodeOutcome node in nodes.Where(node => node.IsMember))
            _voters.Add(signatures.KeyOf(node.Id).Fingerprint, node);
    }

    /// <summary>Everything wrong with what a node counted.</summary>
    public IEnumerable<Violation> Check(NodeOutcome node, IEnumerable<LoggedEntry> entries, TimeSpan now)
    {
        var counted = new HashSet<Hash256>();
        var counts = new long[node.Snapshot!.Choices.Length];
        foreach (LoggedEntry entry in entries)
        {
            if (!entry.IsAccepted || entry.Signed?.Statement is not { Kind: StatementKind.Vote or StatementKind.Abstain } statement)
                continue;
            if (Objection(entry.Signed, counted) is { } objection)
                yield return new Violation(now, "integrity", $"{node.Id} counted at index {entry.Index} {objection}");
            if (statement.Choice >= 0 && statement.Choice < counts.Length)
                counts[statement.Choice]++;
        }
        if (!counts.AsSpan().SequenceEqual(node.Snapshot.Counts.AsSpan()))
            yield return new Violation(now, "integrity", $"{node.Id} shows another tally than its transcript adds up to");
    }

    private string? Objection(SignedStatement signed, HashSet<Hash256> counted)
    {
        Statement statement = signed.Statement;
        if (!_voters.TryGetValue(statement.Signer, out NodeOutcome? voter))
            return "a vote of nobody on the roll";
        if (!counted.Add(statement.Signer))
            return $"a second vote of {voter.Id}";
        if (!_signatures.Verify(_signatures.KeyOf(voter.Id), statement.SignedBytes(), signed.Signature.Span))
            return $"a vote of {voter.Id} whose signature does not hold";
        return voter.Votes.Contains(statement.Choice)
            ? null : $"choice {statement.Choice} for {voter.Id}, which voted for {string.Join(" or ", voter.Votes)}";
    }
}
