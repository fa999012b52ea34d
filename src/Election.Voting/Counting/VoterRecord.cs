using Election.Groups.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Counting;

/// <summary>
/// The accepted statements of one voter. It grows with the log, and only by statements that the voter signed and the log ordered.
/// </summary>
internal sealed class VoterRecord
{
    private readonly List<Hash256> _identities = [];
    private readonly HashSet<Hash256>? _known;

    /// <summary>Creates an empty record.</summary>
    /// <param name="asDelivered">
    /// True to accept statements as they are delivered, whatever their numbers; false for the order of their numbers.
    /// </param>
    internal VoterRecord(bool asDelivered) => _known = asDelivered ? [] : null;

    /// <summary>True if a statement was accepted.</summary>
    internal bool HasSpoken => _identities.Count > 0;

    /// <summary>The identities of the accepted statements, the first at place 0.</summary>
    internal IReadOnlyList<Hash256> Identities => _identities;

    /// <summary>The choice of the last accepted statement; -1 for an abstention or none.</summary>
    internal int Choice { get; private set; } = -1;

    /// <summary>Returns the reason that the statement does not follow the accepted ones; null if it does.</summary>
    internal Refusal? WhyNot(Statement statement, ReVotePolicy policy)
    {
        if (_known is not null)
            return _known.Contains(statement.Identity) ? Refusal.StaleSeq : null;
        ulong last = (ulong)_identities.Count;
        if (statement.Sequence <= last)
            return _identities[(int)statement.Sequence - 1] == statement.Identity ? Refusal.StaleSeq : Refusal.Equivocation;
        if (statement.Sequence > last + 1)
            return Refusal.StaleSeq;
        if (statement.Previous != (last == 0 ? default : _identities[^1]))
            return Refusal.Equivocation;
        return policy == ReVotePolicy.Final && last > 0 ? Refusal.StaleSeq : null;
    }

    /// <summary>Accepts a statement to which <see cref="WhyNot"/> has no objection.</summary>
    internal void Accept(Statement statement)
    {
        _identities.Add(statement.Identity);
        _known?.Add(statement.Identity);
        Choice = statement.Choice;
    }
}
