namespace Election.Traces.Model;

/// <summary>One event as a file states it, before the trace as a whole has been checked.</summary>
public ref struct RawEvent
{
    /// <summary>The line in the file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The host at which it happened.</summary>
    public required ReadOnlySpan<char> Host { get; init; }

    /// <summary>The event's number at its host; 0 if the file does not number events.</summary>
    public int Number { get; init; }

    /// <summary>The kind of event.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>The message's name; empty if there is none.</summary>
    public ReadOnlySpan<char> Message { get; init; }

    /// <summary>The event that sent the copy, <c>n1#17</c>, or only its host, <c>n1</c>; empty if not stated.</summary>
    public ReadOnlySpan<char> Cause { get; init; }

    /// <summary>The causes that the message declares: for each stream, a number of first broadcasts; null if there are none.</summary>
    public IReadOnlyDictionary<string, int>? Declared { get; init; }

    /// <summary>The event's vector clock; null if there is none.</summary>
    public IReadOnlyDictionary<string, int>? Clock { get; init; }

    /// <summary>The time in microseconds since the run began; -1 if not stated.</summary>
    public long AtUs { get; init; }

    /// <summary>A text for the reader; null if there is none.</summary>
    public string? Text { get; init; }
}
