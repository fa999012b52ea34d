using System.Collections.Immutable;
using Election.Traces.Model;

namespace Election.Traces.Diagrams;

/// <summary>What a diagram shows at one point of a column.</summary>
public enum DiagramShape
{
    /// <summary>A broadcast.</summary>
    Send,

    /// <summary>A message sent again.</summary>
    Resend,

    /// <summary>A message taken and handed on at once, or handed on later.</summary>
    Deliver,

    /// <summary>A message taken and held.</summary>
    Held,

    /// <summary>A message that was lost on its way here.</summary>
    Lost,

    /// <summary>A place in an order.</summary>
    Order,

    /// <summary>A message that cannot be lost any more.</summary>
    Commit,

    /// <summary>A message that will never be delivered.</summary>
    Withdraw,

    /// <summary>The end of a life.</summary>
    Crash,

    /// <summary>The beginning of another.</summary>
    Restart,

    /// <summary>Standing still.</summary>
    Pause,

    /// <summary>Going on.</summary>
    Resume,

    /// <summary>The network splits, or is whole again: shown as a band.</summary>
    Network,

    /// <summary>Something to be read.</summary>
    Note,
}

/// <summary>A point in a diagram.</summary>
/// <param name="Shape">What it shows.</param>
/// <param name="Column">The host's column, from 0.</param>
/// <param name="Row">The row, from 0; time goes down.</param>
/// <param name="Event">The event.</param>
/// <param name="Label">What stands beside it: a message, or a text.</param>
/// <param name="AtUs">When; -1 for not known.</param>
/// <param name="IsWitness">Whether it shows a violation.</param>
public sealed record DiagramMark(DiagramShape Shape, int Column, int Row, EventName Event, string Label, long AtUs, bool IsWitness);

/// <summary>A copy of a message on its way.</summary>
/// <param name="From">Where it was sent: the place of a mark, or -1 if that is not drawn.</param>
/// <param name="To">Where it was taken or lost: the place of a mark.</param>
/// <param name="FromColumn">The column it comes from.</param>
/// <param name="IsLost">Whether it was lost on its way.</param>
/// <param name="IsAgain">Whether it was sent again.</param>
/// <param name="IsWitness">Whether its message is in the witness of a violation.</param>
/// <param name="Message">The message.</param>
public sealed record DiagramArrow(int From, int To, int FromColumn, bool IsLost, bool IsAgain, bool IsWitness, string Message);

/// <summary>A time during which the network was split.</summary>
/// <param name="FirstRow">Its first row.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="Label">Into what.</param>
public sealed record DiagramBand(int FirstRow, int LastRow, string Label);

/// <summary>A stretch of a column in which the host does not run, or stands still.</summary>
/// <param name="Column">The column.</param>
/// <param name="FirstRow">Its first row.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="IsDown">Whether the host is dead then.</param>
public sealed record DiagramGap(int Column, int FirstRow, int LastRow, bool IsDown);

/// <summary>A trace, laid out: what is drawn, and where. Every drawing of a trace is made from one of these.</summary>
public sealed record Diagram
{
    /// <summary>The columns' hosts.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>How many rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The points, in the order of their rows.</summary>
    public required ImmutableArray<DiagramMark> Marks { get; init; }

    /// <summary>The arrows.</summary>
    public required ImmutableArray<DiagramArrow> Arrows { get; init; }

    /// <summary>The partitions.</summary>
    public required ImmutableArray<DiagramBand> Bands { get; init; }

    /// <summary>Where hosts are down or stand still.</summary>
    public required ImmutableArray<DiagramGap> Gaps { get; init; }

    /// <summary>What has to be said about the drawing: that it shows a part of the trace. Null when it shows all.</summary>
    public required Sentence? Notice { get; init; }
}
