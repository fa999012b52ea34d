namespace Election.Traces.Model;

/// <summary>One event as a file says it, before anybody knows whether the whole makes sense.</summary>
public ref struct RawEvent
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; init; }

    /// <summary>At which host.</summary>
    public required ReadOnlySpan<char> Host { get; init; }

    /// <summary>The event's number there; 0 where the file does not count.</summary>
    public int Number { get; init; }

    /// <summary>What happened.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>The message's name; empty for none.</summary>
    public ReadOnlySpan<char> Message { get; init; }

    /// <summary>The event that sent the copy, <c>n1#17</c>; or only its host, <c>n1</c>; empty when it is not said.</summary>
    public ReadOnlySpan<char> Cause { get; init; }

    /// <summary>What the message declares as its causes: of each stream so many first broadcasts; null for nothing.</summary>
    public IReadOnlyDictionary<string, int>? Declared { get; init; }

    /// <summary>The event's vector clock; null for none.</summary>
    public IReadOnlyDictionary<string, int>? Clock { get; init; }

    /// <summary>When, in microseconds since the run began; -1 for not said.</summary>
    public long AtUs { get; init; }

    /// <summary>Something to be read; null for nothing.</summary>
    public string? Text { get; init; }
}
