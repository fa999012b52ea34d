using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Traces.Model;

/// <summary>What a process noted in its trace. The words for them are the format (docs/trace.md).</summary>
public enum TraceEventKind : byte
{
    /// <summary>It broadcast a message, for the first time.</summary>
    Send,

    /// <summary>It sent a message again, its own or another's that it holds.</summary>
    Resend,

    /// <summary>Its protocol took a copy of a message.</summary>
    Receive,

    /// <summary>A copy of a message on its way to this process was lost.</summary>
    Lose,

    /// <summary>It handed a message to the application.</summary>
    Deliver,

    /// <summary>It gave a message its place in an order, or learnt it.</summary>
    Order,

    /// <summary>It learnt that a message cannot be lost any more.</summary>
    Commit,

    /// <summary>It, the sender, was told that its message will never be delivered: a refusal that is no loss.</summary>
    Withdraw,

    /// <summary>It died.</summary>
    Crash,

    /// <summary>It began another life.</summary>
    Restart,

    /// <summary>It stood still.</summary>
    Pause,

    /// <summary>It went on after standing still.</summary>
    Resume,

    /// <summary>The network split.</summary>
    Partition,

    /// <summary>The network was whole again.</summary>
    Heal,

    /// <summary>Something to be read, that means nothing to a checker.</summary>
    Note,
}

/// <summary>The words for <see cref="TraceEventKind"/>.</summary>
public static class TraceEventKindText
{
    private static readonly WordTable<TraceEventKind> s_words = new("send", "resend", "receive", "lose", "deliver", "order", "commit",
        "withdraw", "crash", "restart", "pause", "resume", "partition", "heal", "note");

    /// <summary>Every word, in the order of the kinds.</summary>
    public static ImmutableArray<string> Words => s_words.Words;

    /// <summary>The word as files hold it.</summary>
    public static string ToText(this TraceEventKind kind) => s_words[kind];

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out TraceEventKind kind) => s_words.TryParse(text, out kind);

    /// <summary>Whether an event of this kind is about a message, and so has to name it.</summary>
    public static bool IsOfMessage(this TraceEventKind kind) => kind <= TraceEventKind.Withdraw;
}
