using Election.Groups.Model;
using Election.Traces.Recording;
using Election.Voting.Statements;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promise 3 from one node's entries: every vote that counts has a valid signature of a voter, counts once, and is a vote that this
/// voter cast at one of its nodes; where votes are final it is the voter's only one. The node's own tally is the sum of each voter's last
/// vote.
/// </summary>
internal sealed class Integrity
{
    private readonly ISignatureScheme _signatures;
    private readonly bool _isFinal;
    private readonly Dictionary<Hash256, (MemberId Id, List<int> Votes)> _voters = [];

    /// <summary>Checks one election.</summary>
    /// <param name="isFinal">Whether a voter's first vote is final.</param>
    /// <param name="voterAt">The voter who sits at a node.</param>
    /// <param name="signatures">The scheme of every signature.</param>
    /// <param name="nodes">The nodes, with the votes that were planned for each.</param>
    public Integrity(bool isFinal, Func<MemberId, MemberId> voterAt, ISignatureScheme signatures, IEnumerable<NodeOutcome> nodes)
    {
        _signatures = signatures;
        _isFinal = isFinal;
        foreach (NodeOutcome node in nodes.Where(node => node.IsMember))
        {
            MemberId voter = voterAt(node.Id);
            Hash256 signer = signatures.KeyOf(voter).Fingerprint;
            if (!_voters.TryGetValue(signer, out (MemberId Id, List<int> Votes) known))
                _voters.Add(signer, known = (voter, []));
            known.Votes.AddRange(node.Votes);
        }
    }

    /// <summary>Returns everything wrong with what a node counted.</summary>
    public IEnumerable<Violation> Check(NodeOutcome node, IEnumerable<LoggedEntry> entries, TimeSpan now)
    {
        var counted = new Dictionary<Hash256, int>();
        var seen = new HashSet<Hash256>();
        var counts = new long[node.Snapshot!.Choices.Length];
        foreach (LoggedEntry entry in entries)
        {
            if (!entry.IsAccepted || entry.Signed?.Statement is not { Kind: StatementKind.Vote or StatementKind.Abstain } statement)
                continue;
            if (Objection(entry.Signed, seen.Add(statement.Identity), counted.ContainsKey(statement.Signer)) is { } objection)
                yield return new Violation(now, "integrity", $"{node.Id} counted at index {entry.Index} {objection}");
            counted[statement.Signer] = statement.Choice;
        }
        foreach (int choice in counted.Values.Where(choice => choice >= 0 && choice < counts.Length))
            counts[choice]++;
        if (!counts.AsSpan().SequenceEqual(node.Snapshot.Counts.AsSpan()))
            yield return new Violation(now, "integrity", $"{node.Id} shows a tally other than the sum of its transcript");
    }

    private Sentence? Objection(SignedStatement signed, bool isNew, bool hasVoted)
    {
        Statement statement = signed.Statement;
        if (!_voters.TryGetValue(statement.Signer, out (MemberId Id, List<int> Votes) voter))
            return $"a vote by a voter who is not on the roll";
        if (!isNew || (_isFinal && hasVoted))
            return $"a second vote of {voter.Id}";
        if (!_signatures.Verify(_signatures.KeyOf(voter.Id), statement.SignedBytes(), signed.Signature.Span))
            return $"a vote of {voter.Id} whose signature does not hold";
        var voted = Sentence.Chain($" or ", [.. voter.Votes]);
        return voter.Votes.Contains(statement.Choice) ? null
            : Sentence.Of($"choice {statement.Choice} for {voter.Id}, which voted for {voted}");
    }
}
