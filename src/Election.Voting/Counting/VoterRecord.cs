using Election.Groups.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Counting;

/// <summary>
/// What one voter has said so far. It grows with the log, and only by statements that the voter signed and the log ordered.
/// </summary>
internal sealed class VoterRecord
{
    private readonly List<Hash256> _identities = [];
    private readonly HashSet<Hash256>? _known;

    /// <summary>Nothing said yet.</summary>
    /// <param name="asDelivered">
    /// Whether the statements are taken as they are delivered, whatever their numbers; otherwise in the order of their numbers.
    /// </param>
    internal VoterRecord(bool asDelivered) => _known = asDelivered ? [] : null;

    /// <summary>Whether a statement was accepted.</summary>
    internal bool HasSpoken => _identities.Count > 0;

    /// <summary>The identities of the accepted statements, the first at place 0.</summary>
    internal IReadOnlyList<Hash256> Identities => _identities;

    /// <summary>The choice of the last accepted statement; -1 for an abstention or none.</summary>
    internal int Choice { get; private set; } = -1;

    /// <summary>Why the statement does not follow what was accepted; null when it does.</summary>
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

    /// <summary>Takes a statement that <see cref="WhyNot"/> has nothing against.</summary>
    internal void Accept(Statement statement)
    {
        _identities.Add(statement.Identity);
        _known?.Add(statement.Identity);
        Choice = statement.Choice;
    }
}
