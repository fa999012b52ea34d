using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Traces.Recording;
using Election.Voting.Statements;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promise 3 over all lives: no voter signs two different bodies under one sequence number. It watches a node's own statements on
/// disk, which may leave the node at any time, and everything that is delivered. It also checks that no statement is delivered at two
/// indices, however often it was submitted.
/// </summary>
internal sealed class OneBody
{
    private readonly ImmutableArray<Hash256> _exempt;
    private readonly Dictionary<(Hash256 Signer, ulong Sequence), (Hash256 Identity, Sentence Where)> _seen = [];
    private readonly Dictionary<Hash256, ulong> _indices = [];

    /// <summary>Watches all voters except the exempt ones.</summary>
    /// <param name="exempt">
    /// The fingerprints of a voter with two terminals, which number their statements independently, and of voters that are told to lie.
    /// </param>
    public OneBody(params ImmutableArray<Hash256> exempt) => _exempt = exempt;

    /// <summary>Checks an entry that no node has delivered before.</summary>
    public Violation? Deliver(LoggedEntry entry, TimeSpan now)
    {
        if (entry.Signed is null)
            return null;
        if (!_indices.TryAdd(entry.Identity, entry.Index))
        {
            return new Violation(now, "no duplicate",
                $"one statement is delivered at index {_indices[entry.Identity]} and at index {entry.Index}");
        }
        return See(entry.Signed.Statement, $"delivered at index {entry.Index}", now);
    }

    /// <summary>Checks a statement seen on a disk or in a delivery.</summary>
    public Violation? See(Statement statement, Sentence where, TimeSpan now)
    {
        if (statement.Kind is not (StatementKind.Vote or StatementKind.Abstain) || _exempt.Contains(statement.Signer))
            return null;
        var key = (statement.Signer, statement.Sequence);
        if (_seen.TryAdd(key, (statement.Identity, where)) || _seen[key].Identity == statement.Identity)
            return null;
        return new Violation(now, "one body",
            $"two bodies under sequence {statement.Sequence} of one voter: {_seen[key].Where} and {where}");
    }
}
