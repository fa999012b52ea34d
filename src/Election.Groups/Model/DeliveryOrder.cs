namespace Election.Groups.Model;

/// <summary>The order in which a group delivers messages, weakest first. The numbers are part of the manifest's layout.</summary>
public enum DeliveryOrder : byte
{
    /// <summary>Each message as it arrives, if it arrives, and at most once.</summary>
    Unreliable = 1,

    /// <summary>Every message, in any order.</summary>
    Reliable = 2,

    /// <summary>Every message, each sender's in sending order.</summary>
    Fifo = 3,

    /// <summary>Every message, after everything that its sender had seen.</summary>
    Causal = 4,

    /// <summary>Every statement, in one order for all members.</summary>
    Atomic = 5,
}

/// <summary>The words for <see cref="DeliveryOrder"/> on the command line and in documents.</summary>
public static class DeliveryOrderText
{
    private static readonly WordTable<DeliveryOrder> s_words = new("unreliable", "reliable", "fifo", "causal", "atomic");

    /// <summary>Returns the word, in lower case.</summary>
    public static string ToText(this DeliveryOrder order) => s_words[order];

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out DeliveryOrder order) => s_words.TryParse(text, out order);
}
