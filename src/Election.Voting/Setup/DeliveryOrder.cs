using System.Diagnostics;

namespace Election.Voting.Setup;

/// <summary>The order in which votes are delivered. The numbers are part of the manifest's layout.</summary>
public enum DeliveryOrder : byte
{
    /// <summary>Each datagram as it comes, if it comes.</summary>
    Unreliable = 1,

    /// <summary>Every vote, in any order.</summary>
    Reliable = 2,

    /// <summary>Every vote, each sender's in its order.</summary>
    Fifo = 3,

    /// <summary>Every vote, after all that its sender had seen.</summary>
    Causal = 4,

    /// <summary>Every vote, in one order for all.</summary>
    Atomic = 5,
}

/// <summary>The words for <see cref="DeliveryOrder"/> on the command line and in documents.</summary>
public static class DeliveryOrderText
{
    /// <summary>The word, in lower case.</summary>
    public static string ToText(this DeliveryOrder order) => order switch
    {
        DeliveryOrder.Unreliable => "unreliable",
        DeliveryOrder.Reliable => "reliable",
        DeliveryOrder.Fifo => "fifo",
        DeliveryOrder.Causal => "causal",
        DeliveryOrder.Atomic => "atomic",
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out DeliveryOrder order)
    {
        for (order = DeliveryOrder.Unreliable; order <= DeliveryOrder.Atomic; order++)
        {
            if (order.ToText() == text)
                return true;
        }
        order = default;
        return false;
    }
}
