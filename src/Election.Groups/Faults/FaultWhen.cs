using System.Diagnostics;
using System.Globalization;

namespace Election.Groups.Faults;

/// <summary>The kind of event that is counted at a node.</summary>
public enum FaultEventKind
{
    /// <summary>Log indices that the node, as leader, orders.</summary>
    Order,

    /// <summary>Statements or messages that the node delivers.</summary>
    Deliver,

    /// <summary>Votes or messages that the node sends of its own.</summary>
    Send,
}

/// <summary>The <paramref name="Count"/>-th event of a kind at the node concerned.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Count">The number of the event, from 1.</param>
public readonly record struct FaultEvent(FaultEventKind Kind, int Count)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string kind = Kind switch
        {
            FaultEventKind.Order => "order",
            FaultEventKind.Deliver => "deliver",
            FaultEventKind.Send => "send",
            _ => throw new UnreachableException(),
        };
        return kind + "=" + Count.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The time of a fault. Closed: <see cref="AlwaysWhen"/>, <see cref="WindowWhen"/>,
/// <see cref="EventWhen"/> and <see cref="UntilWhen"/>.</summary>
public abstract record FaultWhen
{
    private protected FaultWhen()
    {
    }

    /// <summary>The meaning of an omitted <c>when</c>.</summary>
    public static FaultWhen Always { get; } = new AlwaysWhen();
}

/// <summary>From the first to the last moment.</summary>
public sealed record AlwaysWhen : FaultWhen
{
    /// <inheritdoc/>
    public override string ToString() => "";
}

/// <summary>Between two times since the start of the run.</summary>
/// <param name="From">The first moment inside.</param>
/// <param name="To">The first moment outside again; later than <paramref name="From"/>.</param>
public sealed record WindowWhen(TimeSpan From, TimeSpan To) : FaultWhen
{
    /// <inheritdoc/>
    public override string ToString() => FaultTime.ToText(From) + ".." + FaultTime.ToText(To);
}

/// <summary>Until an event at the node that receives; the barrier's datagrams are not concerned.</summary>
/// <param name="Event">The event.</param>
public sealed record UntilWhen(FaultEvent Event) : FaultWhen
{
    /// <summary>The text before the event.</summary>
    internal const string Prefix = "..@";

    /// <inheritdoc/>
    public override string ToString() => Prefix + Event.ToString();
}

/// <summary>At one event.</summary>
/// <param name="Event">The event.</param>
public sealed record EventWhen(FaultEvent Event) : FaultWhen
{
    /// <inheritdoc/>
    public override string ToString() => "@" + Event.ToString();
}
