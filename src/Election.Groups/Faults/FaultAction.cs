using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>
/// The action of a fault. Closed: the <see cref="LinkAction"/>s happen to datagrams, the <see cref="NodeAction"/>s to nodes.
/// </summary>
public abstract record FaultAction
{
    private protected FaultAction()
    {
    }
}

/// <summary>An action on a copy of a datagram on its way to one receiver.</summary>
public abstract record LinkAction : FaultAction
{
    private protected LinkAction()
    {
    }
}

/// <summary>An action on a node.</summary>
public abstract record NodeAction : FaultAction
{
    private protected NodeAction()
    {
    }
}

/// <summary>A copy is lost.</summary>
/// <param name="Chance">The probability for each copy.</param>
public sealed record LossAction(Probability Chance) : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() => "loss=" + Chance;
}

/// <summary>A copy arrives twice.</summary>
/// <param name="Chance">The probability for each copy.</param>
public sealed record DuplicateAction(Probability Chance) : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() => "dup=" + Chance;
}

/// <summary>One bit of a copy is flipped.</summary>
/// <param name="Chance">The probability for each copy.</param>
public sealed record CorruptAction(Probability Chance) : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() => "corrupt=" + Chance;
}

/// <summary>A copy is held back so that later ones overtake it.</summary>
/// <param name="Chance">The probability for each copy.</param>
public sealed record ReorderAction(Probability Chance) : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() => "reorder=" + Chance;
}

/// <summary>Every copy comes later, by a time uniform in <paramref name="Delay"/> ± <paramref name="Jitter"/>.</summary>
/// <param name="Delay">The mean.</param>
/// <param name="Jitter">The most that a copy differs from it; not above <paramref name="Delay"/>.</param>
public sealed record DelayAction(TimeSpan Delay, TimeSpan Jitter) : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() =>
        "delay=" + FaultTime.ToText(Delay) + (Jitter == TimeSpan.Zero ? "" : "+-" + FaultTime.ToText(Jitter));
}

/// <summary>Nothing passes.</summary>
public sealed record DropAction : LinkAction
{
    /// <inheritdoc/>
    public override string ToString() => "drop";
}

/// <summary>Nothing passes between nodes of different groups; nodes in no group hear and reach everyone.</summary>
/// <param name="Groups">Two or more groups; no node stands in two.</param>
public sealed record PartitionAction(ImmutableArray<ImmutableArray<MemberId>> Groups) : LinkAction
{
    /// <inheritdoc/>
    public bool Equals(PartitionAction? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "partition=" + string.Join('/', Groups.Select(group => string.Join(',', group)));
}

/// <summary>The node starts later than the others.</summary>
/// <param name="Delay">By how much.</param>
public sealed record StartDelayAction(TimeSpan Delay) : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() => "start-delay=" + FaultTime.ToText(Delay);
}

/// <summary>The node dies without a word: at an event, at a time, or, with neither, as soon as its <c>when</c> says.</summary>
/// <param name="Event">At this event, if any; what the event would have caused does not happen any more.</param>
/// <param name="Time">At this time since the start of the run, if any.</param>
public sealed record CrashAction(FaultEvent? Event, TimeSpan? Time) : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() =>
        Event is { } e ? "crash@" + e : Time is { } time ? "crash@" + FaultTime.ToText(time) : "crash";
}

/// <summary>The crashed node comes back with its journal.</summary>
/// <param name="After">The time since its crash.</param>
public sealed record RestartAction(TimeSpan After) : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() => "restart@+" + FaultTime.ToText(After);
}

/// <summary>The crashed node's journal is gone when it next starts: it comes back as a learner.</summary>
public sealed record LoseJournalAction : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() => "lose-journal";
}

/// <summary>The node stands still and then goes on as if nothing had happened.</summary>
/// <param name="Time">The moment at which it begins.</param>
/// <param name="Length">For how long.</param>
public sealed record PauseAction(TimeSpan Time, TimeSpan Length) : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() => "pause@" + FaultTime.ToText(Time) + "+" + FaultTime.ToText(Length);
}

/// <summary>The node tells different nodes different things. Nothing is promised against it.</summary>
public sealed record EquivocateAction : NodeAction
{
    /// <inheritdoc/>
    public override string ToString() => "byzantine=equivocate";
}
