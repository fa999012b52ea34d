using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>What an order asks of the sequence in which one process is delivered all messages.</summary>
public enum SequenceOrder
{
    /// <summary>Nothing.</summary>
    Unordered,

    /// <summary>Each sender's messages in the order it sent them.</summary>
    Fifo,

    /// <summary>That, and every message after all its causes, and theirs.</summary>
    Causal,
}

/// <summary>The words for <see cref="SequenceOrder"/>.</summary>
public static class SequenceOrderText
{
    private static readonly WordTable<SequenceOrder> s_words = new("unordered", "fifo", "causal");

    /// <summary>The word, in lower case.</summary>
    public static string ToText(this SequenceOrder order) => s_words[order];
}
