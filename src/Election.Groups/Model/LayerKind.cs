using System.Collections.Immutable;

namespace Election.Groups.Model;

/// <summary>What a stack is made of.</summary>
public enum LayerKind
{
    /// <summary>Bottom: numbers messages and sends each once.</summary>
    Unreliable,

    /// <summary>Bottom: numbers messages and brings each to everybody.</summary>
    Reliable,

    /// <summary>Each origin's messages in their order.</summary>
    Fifo,

    /// <summary>Each message after its causes.</summary>
    Causal,

    /// <summary>Top: delivers messages as they come up.</summary>
    Direct,

    /// <summary>Top: delivers statements in one order for all.</summary>
    Atomic,

    /// <summary>Watches that no message comes twice.</summary>
    IntegrityCheck,

    /// <summary>Watches that what exists comes.</summary>
    ReliableCheck,

    /// <summary>Watches that each origin's messages come in their order.</summary>
    FifoCheck,

    /// <summary>Watches that messages come after their causes.</summary>
    CausalCheck,

    /// <summary>Watches that statements are delivered index by index.</summary>
    TotalCheck,
}

/// <summary>What a layer may need of the others, and give to them.</summary>
[Flags]
public enum LayerProperties
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each message has an origin and a number in its stream.</summary>
    Numbers = 1,

    /// <summary>No message comes twice.</summary>
    NoDuplicates = 2,

    /// <summary>Every message comes, as long as one holder of it lives.</summary>
    NoGaps = 4,

    /// <summary>Each origin's messages come in their order.</summary>
    SenderOrder = 8,

    /// <summary>Messages come after their causes.</summary>
    CausalOrder = 16,

    /// <summary>Statements are delivered at indices, the same for all.</summary>
    Indices = 32,

    /// <summary>Messages carry their causes. The top gives this to the layers below it.</summary>
    Causes = 64,
}

/// <summary>Where in a stack a layer can stand.</summary>
public enum LayerPlace
{
    /// <summary>First, and nowhere else.</summary>
    Bottom,

    /// <summary>Between bottom and top.</summary>
    Middle,

    /// <summary>There is one; only checks of what it delivers stand above.</summary>
    Top,

    /// <summary>Above the top.</summary>
    Above,
}

/// <summary>What a layer is to a stack.</summary>
/// <param name="Kind">The layer.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Needs">What the layers below must give together.</param>
/// <param name="NeedsOfTop">What the top must give.</param>
/// <param name="Gives">What holds above it; for a top, also what it gives to those below.</param>
public sealed record LayerTraits(
    LayerKind Kind, string Name, LayerPlace Place, LayerProperties Needs, LayerProperties NeedsOfTop, LayerProperties Gives)
{
    private const LayerProperties Streams = LayerProperties.Numbers | LayerProperties.NoDuplicates;

    private static readonly ImmutableArray<LayerTraits> s_all =
    [
        new(LayerKind.Unreliable, "unreliable", LayerPlace.Bottom, LayerProperties.None, LayerProperties.None, Streams),
        new(LayerKind.Reliable, "reliable", LayerPlace.Bottom, LayerProperties.None, LayerProperties.None, Streams | LayerProperties.NoGaps),
        new(LayerKind.Fifo, "fifo", LayerPlace.Middle, LayerProperties.Numbers | LayerProperties.NoGaps, LayerProperties.None,
            LayerProperties.SenderOrder),
        new(LayerKind.Causal, "causal", LayerPlace.Middle, LayerProperties.Numbers | LayerProperties.NoGaps, LayerProperties.Causes,
            LayerProperties.SenderOrder | LayerProperties.CausalOrder),
        new(LayerKind.Direct, "direct", LayerPlace.Top, Streams, LayerProperties.None, LayerProperties.Causes),
        new(LayerKind.Atomic, "atomic", LayerPlace.Top, Streams | LayerProperties.NoGaps | LayerProperties.SenderOrder, LayerProperties.None,
            LayerProperties.Indices),
        new(LayerKind.IntegrityCheck, "integrity", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.ReliableCheck, "reliable", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.FifoCheck, "fifo", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.None, LayerProperties.None),
        new(LayerKind.CausalCheck, "causal", LayerPlace.Middle, LayerProperties.Numbers, LayerProperties.Causes, LayerProperties.None),
        new(LayerKind.TotalCheck, "total", LayerPlace.Above, LayerProperties.Indices, LayerProperties.None, LayerProperties.None),
    ];

    /// <summary>Whether it only watches.</summary>
    public bool IsCheck => Kind >= LayerKind.IntegrityCheck;

    /// <summary>What it is called in a sentence.</summary>
    public Sentence Title => IsCheck ? Sentence.Of($"the {Name} check") : $"the {Name} layer";

    /// <summary>The checks, in the order of their kinds.</summary>
    public static IEnumerable<LayerTraits> Checks => s_all.Where(traits => traits.IsCheck);

    /// <summary>The traits of a layer.</summary>
    public static LayerTraits Of(LayerKind kind) => s_all[(int)kind];
}
