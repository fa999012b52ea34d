using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Traces.Model;

/// <summary>The kinds of event in a trace. Their words are part of the format (docs/trace.md).</summary>
public enum TraceEventKind : byte
{
    /// <summary>The process broadcast a message for the first time.</summary>
    Send,

    /// <summary>The process sent a message again: its own, or one of another process that it holds.</summary>
    Resend,

    /// <summary>The process's protocol took a copy of a message.</summary>
    Receive,

    /// <summary>A copy of a message on its way to this process was lost.</summary>
    Lose,

    /// <summary>The process delivered a message to the application.</summary>
    Deliver,

    /// <summary>The process gave a message its place in the order, or learnt that place.</summary>
    Order,

    /// <summary>The process learnt that a message can no longer be lost.</summary>
    Commit,

    /// <summary>The sender was told that its message will never be delivered: refused, not lost.</summary>
    Withdraw,

    /// <summary>The process crashed.</summary>
    Crash,

    /// <summary>The process began another life.</summary>
    Restart,

    /// <summary>The process was paused.</summary>
    Pause,

    /// <summary>The process resumed after a pause.</summary>
    Resume,

    /// <summary>The network split.</summary>
    Partition,

    /// <summary>The network became whole again.</summary>
    Heal,

    /// <summary>A text for the reader, ignored by the checker.</summary>
    Note,
}

/// <summary>The words for <see cref="TraceEventKind"/>.</summary>
public static class TraceEventKindText
{
    private static readonly WordTable<TraceEventKind> s_words = new("send", "resend", "receive", "lose", "deliver", "order", "commit",
        "withdraw", "crash", "restart", "pause", "resume", "partition", "heal", "note");

    /// <summary>All words, in the order of the kinds.</summary>
    public static ImmutableArray<string> Words => s_words.Words;

    /// <summary>Returns the word as it is written in files.</summary>
    public static string ToText(this TraceEventKind kind) => s_words[kind];

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out TraceEventKind kind) => s_words.TryParse(text, out kind);

    /// <summary>True if events of this kind are about a message, and so must name it.</summary>
    public static bool IsOfMessage(this TraceEventKind kind) => kind <= TraceEventKind.Withdraw;
}
