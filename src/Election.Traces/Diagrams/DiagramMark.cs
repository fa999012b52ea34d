using System.Collections.Immutable;
using Election.Traces.Model;

namespace Election.Traces.Diagrams;

/// <summary>The kinds of mark that a diagram draws.</summary>
public enum DiagramShape
{
    /// <summary>A broadcast.</summary>
    Send,

    /// <summary>A message that is sent again.</summary>
    Resend,

    /// <summary>A message that is received and delivered at once, or delivered later.</summary>
    Deliver,

    /// <summary>A message that is received and held back.</summary>
    Held,

    /// <summary>A message that was lost on its way to this host.</summary>
    Lost,

    /// <summary>A message that is given its place in an order.</summary>
    Order,

    /// <summary>A message that can no longer be lost.</summary>
    Commit,

    /// <summary>A message that will never be delivered.</summary>
    Withdraw,

    /// <summary>A crash, the end of a life.</summary>
    Crash,

    /// <summary>A restart, the beginning of another life.</summary>
    Restart,

    /// <summary>The beginning of a pause.</summary>
    Pause,

    /// <summary>The end of a pause.</summary>
    Resume,

    /// <summary>A split of the network, or the end of one: drawn as a band.</summary>
    Network,

    /// <summary>A text for the reader.</summary>
    Note,
}

/// <summary>A mark at one point of a diagram.</summary>
/// <param name="Shape">The kind of mark.</param>
/// <param name="Column">The host's column, from 0.</param>
/// <param name="Row">The row, from 0; time runs down.</param>
/// <param name="Event">The event drawn.</param>
/// <param name="Label">The text beside the mark: a message, or a note.</param>
/// <param name="AtUs">The time in microseconds since the run began; -1 if unknown.</param>
/// <param name="IsWitness">True if the event is a witness of a violation.</param>
public sealed record DiagramMark(DiagramShape Shape, int Column, int Row, EventName Event, string Label, long AtUs, bool IsWitness);

/// <summary>An arrow for one copy of a message.</summary>
/// <param name="From">The mark at which the copy was sent, by its place; -1 if that is not drawn.</param>
/// <param name="To">The mark at which the copy was received or lost, by its place.</param>
/// <param name="FromColumn">The column where the arrow begins.</param>
/// <param name="IsLost">True if the copy was lost.</param>
/// <param name="IsAgain">True if the copy was a resend.</param>
/// <param name="IsWitness">True if the message belongs to the witness of a violation.</param>
/// <param name="Message">The name of the message.</param>
public sealed record DiagramArrow(int From, int To, int FromColumn, bool IsLost, bool IsAgain, bool IsWitness, string Message);

/// <summary>A band of rows during which the network was split.</summary>
/// <param name="FirstRow">Its first row.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="Label">The parts into which it was split.</param>
public sealed record DiagramBand(int FirstRow, int LastRow, string Label);

/// <summary>A stretch of a column in which the host is down or paused.</summary>
/// <param name="Column">The host's column.</param>
/// <param name="FirstRow">Its first row.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="IsDown">True if the host is down, false if it is paused.</param>
public sealed record DiagramGap(int Column, int FirstRow, int LastRow, bool IsDown);

/// <summary>A laid-out trace: every drawing of a trace is made from one.</summary>
public sealed record Diagram
{
    /// <summary>The host of each column.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The marks, in the order of their rows.</summary>
    public required ImmutableArray<DiagramMark> Marks { get; init; }

    /// <summary>The arrows between the marks.</summary>
    public required ImmutableArray<DiagramArrow> Arrows { get; init; }

    /// <summary>The bands, one for each split of the network.</summary>
    public required ImmutableArray<DiagramBand> Bands { get; init; }

    /// <summary>The stretches in which hosts are down or paused.</summary>
    public required ImmutableArray<DiagramGap> Gaps { get; init; }

    /// <summary>A note about the drawing, that it shows only part of the trace; null if it shows all.</summary>
    public required Sentence? Notice { get; init; }
}
