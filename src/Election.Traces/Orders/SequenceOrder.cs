using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>The constraints on the sequence in which one process delivers all messages.</summary>
public enum SequenceOrder
{
    /// <summary>No constraint.</summary>
    Unordered,

    /// <summary>Each sender's messages stay in sending order.</summary>
    Fifo,

    /// <summary>FIFO, and every message comes after its direct and indirect causes.</summary>
    Causal,
}

/// <summary>The words for <see cref="SequenceOrder"/>.</summary>
public static class SequenceOrderText
{
    private static readonly WordTable<SequenceOrder> s_words = new("unordered", "fifo", "causal");

    /// <summary>Returns the word, in lower case.</summary>
    public static string ToText(this SequenceOrder order) => s_words[order];
}
