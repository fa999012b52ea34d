using System.Collections.Immutable;
using System.Diagnostics;
using Election.Node.Talk;

namespace Election.Node.Runs.Local;

/// <summary>How a run ended.</summary>
internal enum RunVerdict
{
    /// <summary>A majority of the members signed one result.</summary>
    Certified,

    /// <summary>Two results of the election differ.</summary>
    Diverged,

    /// <summary>Everyone closed, but no majority signed one result.</summary>
    NoResult,

    /// <summary>A member never closed.</summary>
    Stalled,
}

/// <summary>What the verdict needs to know of one node.</summary>
/// <param name="State">How far it came.</param>
/// <param name="IsMember">Whether it is on START's list; observers do not count.</param>
/// <param name="Result">Its result, or null when it never closed.</param>
internal sealed record MemberOutcome(MemberState State, bool IsMember, MemberResult? Result);

/// <summary>A node's result, to be compared.</summary>
/// <param name="ElectionId">Which election, in hexadecimal.</param>
/// <param name="Head">The head of its transcript, in hexadecimal.</param>
/// <param name="Counts">The weight of each choice.</param>
/// <param name="Delivered">How many ordered votes it saw.</param>
/// <param name="Decision">What it decided; null when it is not known, and then what the rest says is all there is to compare.</param>
internal sealed record MemberResult(string ElectionId, string Head, ImmutableArray<long> Counts, long Delivered, string? Decision = null)
{
    /// <inheritdoc/>
    public bool Equals(MemberResult? other) => other is not null && ElectionId == other.ElectionId && Head == other.Head
        && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan()) && Delivered == other.Delivered && Decision == other.Decision;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Head, Delivered);
}

/// <summary>The verdict of a run out of what its nodes say, and its word.</summary>
internal static class RunVerdicts
{
    /// <summary>The exit code that tells this verdict.</summary>
    public static int ExitCodeOf(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Certified => ExitCode.Success,
        RunVerdict.Diverged => ExitCode.Violated,
        RunVerdict.NoResult => ExitCode.Inconclusive,
        RunVerdict.Stalled => ExitCode.Stalled,
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// Difference dominates. A node killed by its script changes nothing, except that a result it gave before counts; any other member that
    /// never closed stalls the run. A node is certified when it holds a majority's signatures over one result, so one such node is enough.
    /// </summary>
    public static RunVerdict Of(IReadOnlyCollection<MemberOutcome> nodes)
    {
        MemberResult[] results = [.. nodes.Select(node => node.Result).OfType<MemberResult>()];
        if (results.Distinct().Skip(1).Any() || nodes.Any(node => node.State == MemberState.Diverged))
            return RunVerdict.Diverged;
        if (nodes.Any(node => node is { IsMember: true, Result: null } && node.State != MemberState.Crashed))
            return RunVerdict.Stalled;
        return nodes.Any(node => node.State == MemberState.Certified) ? RunVerdict.Certified : RunVerdict.NoResult;
    }

    /// <summary>The word, in lower case.</summary>
    public static string ToText(this RunVerdict verdict) => verdict switch
    {
        RunVerdict.Certified => "certified",
        RunVerdict.Diverged => "diverged",
        RunVerdict.NoResult => "no-result",
        RunVerdict.Stalled => "stalled",
        _ => throw new UnreachableException(),
    };
}
