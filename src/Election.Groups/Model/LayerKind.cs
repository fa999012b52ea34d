using System.Collections.Immutable;

namespace Election.Groups.Model;

/// <summary>The kinds of layer in a stack.</summary>
public enum LayerKind
{
    /// <summary>Bottom: numbers messages and sends each once.</summary>
    Unreliable,

    /// <summary>Bottom: numbers messages and brings each to every member.</summary>
    Reliable,

    /// <summary>Delivers each origin's messages in sending order.</summary>
    Fifo,

    /// <summary>Delivers each message after its causes.</summary>
    Causal,

    /// <summary>Top: delivers messages as they come up.</summary>
    Direct,

    /// <summary>Top: delivers statements in one order for all members.</summary>
    Atomic,

    /// <summary>Checks that no message comes twice.</summary>
    IntegrityCheck,

    /// <summary>Checks that every existing message comes.</summary>
    ReliableCheck,

    /// <summary>Checks that each origin's messages come in sending order.</summary>
    FifoCheck,

    /// <summary>Checks that messages come after their causes.</summary>
    CausalCheck,

    /// <summary>Checks that statements are delivered index by index.</summary>
    TotalCheck,
}

/// <summary>The properties that a layer may need from the others and give to them.</summary>
[Flags]
public enum LayerProperties
{
    /// <summary>No property.</summary>
    None = 0,

    /// <summary>Each message has an origin and a number in its stream.</summary>
    Numbers = 1,

    /// <summary>No message comes twice.</summary>
    NoDuplicates = 2,

    /// <summary>Every message comes, as long as one of its holders lives.</summary>
    NoGaps = 4,

    /// <summary>Each origin's messages come in sending order.</summary>
    SenderOrder = 8,

    /// <summary>Messages come after their causes.</summary>
    CausalOrder = 16,

    /// <summary>Statements are delivered at indices, the same for all members.</summary>
    Indices = 32,

    /// <summary>Messages carry their causes. The top gives this to the layers below it.</summary>
    Causes = 64,
}

/// <summary>The places in a stack at which a layer can stand.</summary>
public enum LayerPlace
{
    /// <summary>At the bottom, and nowhere else.</summary>
    Bottom,

    /// <summary>Between bottom and top.</summary>
    Middle,

    /// <summary>At the top. There is one top; only checks of its deliveries stand above it.</summary>
    Top,

    /// <summary>Above the top.</summary>
    Above,
}

/// <summary>The requirements and guarantees of a kind of layer.</summary>
/// <param name="Kind">The kind of layer.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Place">The place in a stack.</param>
/// <param name="Needs">The properties that the layers below must give together.</param>
/// <param name="NeedsOfTop">The properties that the top must give.</param>
/// <param name="Gives">The properties that hold above it; for a top, also those that it gives to the layers below.</param>
public sealed record LayerTraits(
    LayerKind Kind, string Name, LayerPlace Place, LayerProperties Needs, LayerProperties NeedsOfTop, LayerProperties Gives)
{
    private const LayerProperties Streams = LayerProperties.Numbers | LayerProperties.NoDuplicates;

    private static readonly ImmutableArray<LayerTraits> s_all =
    [
        new(LayerKind.Unreliable, "unreliable", LayerPlace.Bottom, LayerProperties.None, LayerProperties.None, Streams),
        new(LayerKind.Reliable, "reliable", LayerPlace.Bottom, LayerProperties.None, LayerProperties.None,
            Streams | LayerProperties.NoGaps),
        new(LayerKind.Fifo, "fifo", LayerPlace.Middle, LayerProperties.Numbers | LayerProperties.NoGaps, LayerProperties.None,
            LayerProperties.SenderOrder),
        new(LayerKind.Causal, "causal", LayerPlace.Middle, LayerProperties.Numbers | LayerProperties.NoGaps, LayerProperties.Causes,
            LayerProperties.SenderOrder | LayerProperties.CausalOrder),
        new(LayerKind.Direct, "direct", LayerPlace.Top, Streams, LayerProperties.None, LayerProperties.Causes),
        new(LayerKind.Atomic, "atomic", LayerPlace.Top, Streams | LayerProperties.NoGaps | LayerProperties.SenderOrder,
            LayerProperties.None, LayerProperties.Indices),
        new(LayerKind.IntegrityCheck, "integrity", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.ReliableCheck, "reliable", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.FifoCheck, "fifo", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.CausalCheck, "causal", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.Causes, LayerProperties.None),
        new(LayerKind.TotalCheck, "total", LayerPlace.Above, LayerProperties.Indices, LayerProperties.None, LayerProperties.None),
    ];

    /// <summary>True if it only checks.</summary>
    public bool IsCheck => Kind >= LayerKind.IntegrityCheck;

    /// <summary>The name for use in a sentence.</summary>
    public Sentence Title => IsCheck ? Sentence.Of($"the {Name} check") : $"the {Name} layer";

    /// <summary>The checks, in the order of their kinds.</summary>
    public static IEnumerable<LayerTraits> Checks => s_all.Where(traits => traits.IsCheck);

    /// <summary>Returns the traits of a kind of layer.</summary>
    public static LayerTraits Of(LayerKind kind) => s_all[(int)kind];
}
