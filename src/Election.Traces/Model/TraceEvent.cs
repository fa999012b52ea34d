namespace Election.Traces.Model;

/// <summary>One event of a trace. Hosts and messages are places in the lists of the <see cref="Trace"/>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Host">At which host.</param>
/// <param name="Number">The event's number there, from 1, over all of the host's lives.</param>
/// <param name="Message">Which message it is about; -1 for none.</param>
/// <param name="From">Which host the copy came from, of a receive or a lose; -1 where the trace does not say.</param>
/// <param name="Cause">The number, at <paramref name="From"/>, of the event that sent the copy; 0 where the trace does not say.</param>
/// <param name="Life">Which life of the host, from 1.</param>
/// <param name="AtUs">When, in microseconds since the run began; -1 where the trace does not say.</param>
/// <param name="File">Which of the trace's files it stood in.</param>
/// <param name="Line">At which line, from 1.</param>
public readonly record struct TraceEvent(
    TraceEventKind Kind, int Host, int Number, int Message, int From, int Cause, int Life, long AtUs, int File, int Line);

/// <summary>One message of a trace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stream">Its stream's place in <see cref="Trace.Streams"/>; of no stream known is -1.</param>
/// <param name="Rank">Its place among the broadcasts of its stream, from 0; -1 for a message that nobody broadcast.</param>
/// <param name="Sent">The place of its <see cref="TraceEventKind.Send"/> in <see cref="Trace.Events"/>; -1 for none.</param>
public readonly record struct TraceMessage(MessageName Name, int Stream, int Rank, int Sent);

/// <summary>An event of a trace as a reader points at it: <c>n2#17</c>.</summary>
/// <param name="Host">The host.</param>
/// <param name="Number">The event's number there; 0 stands before the first.</param>
public readonly record struct EventName(string Host, int Number)
{
    /// <summary>For instance <c>n2#17</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Host}#{Number}");
}
