namespace Election.Traces.Model;

/// <summary>One event of a trace. Hosts and messages are given by their places in the lists of the <see cref="Trace"/>.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Host">The host at which it happened.</param>
/// <param name="Number">The event's number at its host, from 1, over all of the host's lives.</param>
/// <param name="Message">The message it is about; -1 if there is none.</param>
/// <param name="From">For a receive or a loss, the host that sent the copy; -1 if the trace does not say.</param>
/// <param name="Cause">The number, at <paramref name="From"/>, of the event that sent the copy; 0 if the trace does not say.</param>
/// <param name="Life">The life of the host, from 1.</param>
/// <param name="AtUs">The time in microseconds since the run began; -1 if the trace does not say.</param>
/// <param name="File">The trace's file in which it stands.</param>
/// <param name="Line">The line in the file, from 1.</param>
public readonly record struct TraceEvent(
    TraceEventKind Kind, int Host, int Number, int Message, int From, int Cause, int Life, long AtUs, int File, int Line);

/// <summary>One message of a trace, with its place in its stream.</summary>
/// <param name="Name">The name of the message.</param>
/// <param name="Stream">Its stream's place in <see cref="Trace.Streams"/>; -1 for an unknown stream.</param>
/// <param name="Rank">Its place among the broadcasts of its stream, from 0; -1 if it was never broadcast.</param>
/// <param name="Sent">The place of its <see cref="TraceEventKind.Send"/> in <see cref="Trace.Events"/>; -1 if there is none.</param>
public readonly record struct TraceMessage(MessageName Name, int Stream, int Rank, int Sent);

/// <summary>The name by which sentences refer to an event: <c>n2#17</c>.</summary>
/// <param name="Host">The host at which it happened.</param>
/// <param name="Number">The event's number at its host; 0 stands for the point before the first event.</param>
public readonly record struct EventName(string Host, int Number)
{
    /// <summary>Returns, for example, <c>n2#17</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Host}#{Number}");
}
