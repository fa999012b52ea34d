using System.Collections.Immutable;

namespace Election.Voting.Core;

/// <summary>A node's result in the form in which documents write it, to be compared with others.</summary>
/// <param name="ElectionId">The election, in hexadecimal.</param>
/// <param name="Head">The head of the transcript, in hexadecimal.</param>
/// <param name="Counts">The weight of each choice.</param>
/// <param name="Delivered">The number of ordered votes that the node saw.</param>
/// <param name="Decision">The decision; null where the rule leaves it to the counts.</param>
public sealed record CountedResult(string ElectionId, string Head, ImmutableArray<long> Counts, long Delivered, string? Decision = null)
{
    /// <inheritdoc/>
    public bool Equals(CountedResult? other) => other is not null && ElectionId == other.ElectionId && Head == other.Head
        && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan()) && Delivered == other.Delivered && Decision == other.Decision;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Head, Delivered);
}

/// <summary>A node's part in the verdict of a run.</summary>
/// <param name="State">
/// The state the node reached; for a node whose later life reached less, the certificate or difference that an earlier life had seen.
/// </param>
/// <param name="IsMember">True if the node is on START's list; observers cannot stall a run.</param>
/// <param name="IsKilled">True if a fault of its script killed the node, and it has not come back.</param>
/// <param name="Result">The result the node counted, or null when it never closed.</param>
public sealed record ReachedEnd(ElectionState State, bool IsMember, bool IsKilled, CountedResult? Result)
{
    /// <summary>True if the node came to a close of the vote.</summary>
    public bool HasClosed => Result is not null || State is ElectionState.Closed or ElectionState.Certified or ElectionState.NoResult;
}

/// <summary>The verdict of a run, whether over real processes or simulated nodes.</summary>
public static class RunVerdict
{
    /// <summary>
    /// A difference dominates: two results differ, or a node saw one. Otherwise a member that its script did not kill and that never closed
    /// stalls the run. Otherwise one node with a majority's signatures over its result certifies it. What is left is no result.
    /// </summary>
    public static Verdict Of(IReadOnlyCollection<ReachedEnd> nodes)
    {
        if (nodes.Select(node => node.Result).OfType<CountedResult>().Distinct().Skip(1).Any()
            || nodes.Any(node => node.State == ElectionState.Diverged))
            return Verdict.Diverged;
        if (nodes.Any(node => node is { IsMember: true, IsKilled: false, HasClosed: false }))
            return Verdict.Stalled;
        return nodes.Any(node => node.State == ElectionState.Certified) ? Verdict.Certified : Verdict.NoResult;
    }
}
