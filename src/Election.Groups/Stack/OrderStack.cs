using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Stack;

/// <summary>
/// A stack as data: its layers from the bottom up. Guarantee: every layer has what it needs. What promises which order stands in one table,
/// and a stack that cannot be is refused with the reason before anything is built.
/// </summary>
public sealed class OrderStack
{
    private OrderStack(ImmutableArray<LayerKind> layers) => Layers = layers;

    /// <summary>The stack of the atomic order.</summary>
    public static OrderStack Atomic { get; } = Of(DeliveryOrder.Atomic);

    /// <summary>The layers from the bottom up.</summary>
    public ImmutableArray<LayerKind> Layers { get; }

    /// <summary>True if statements are delivered in one order for all.</summary>
    public bool IsAtomic => Layers.Contains(LayerKind.Atomic);

    /// <summary>True if messages carry their causes: some layer of it reads them.</summary>
    public bool CarriesCauses => Layers.Any(layer => LayerTraits.Of(layer).NeedsOfTop.HasFlag(LayerProperties.Causes));

    /// <summary>The layers of an order, without checks, from the bottom up.</summary>
    public static ImmutableArray<LayerKind> LayersOf(DeliveryOrder order) => order switch
    {
        DeliveryOrder.Unreliable => [LayerKind.Unreliable, LayerKind.Direct],
        DeliveryOrder.Reliable => [LayerKind.Reliable, LayerKind.Direct],
        DeliveryOrder.Fifo => [LayerKind.Reliable, LayerKind.Fifo, LayerKind.Direct],
        DeliveryOrder.Causal => [LayerKind.Reliable, LayerKind.Causal, LayerKind.Direct],
        DeliveryOrder.Atomic => [LayerKind.Reliable, LayerKind.Fifo, LayerKind.Atomic],
        _ => throw new UnreachableException(),
    };

    /// <summary>The stack of an order with checks in it; those watch what goes up to the top, or what the top delivers.</summary>
    /// <exception cref="ArgumentException">It cannot be: ask <see cref="Objection(DeliveryOrder, ReadOnlySpan{LayerKind})"/>
    /// first.</exception>
    public static OrderStack Of(DeliveryOrder order, params ReadOnlySpan<LayerKind> checks)
    {
        ImmutableArray<LayerKind> layers = With(LayersOf(order), checks);
        return Objection(layers.AsSpan()) is { } reason ? throw new ArgumentException(reason.ToString(), nameof(checks))
            : new OrderStack(layers);
    }

    /// <summary>Returns the reason why an order's stack cannot have these checks in it, in one sentence; null when it can.</summary>
    public static Sentence? Objection(DeliveryOrder order, params ReadOnlySpan<LayerKind> checks) =>
        Objection(With(LayersOf(order), checks).AsSpan());

    /// <summary>Returns the reason why these layers, from the bottom up, are no stack, in one sentence; null when they are.</summary>
    public static Sentence? Objection(params ReadOnlySpan<LayerKind> layers)
    {
        if (layers.IsEmpty)
            return $"a stack has a bottom and a top, and this one has no layer";
        return ObjectionToPlaces(layers) ?? ObjectionToNeeds(layers);
    }

    private static Sentence? ObjectionToPlaces(ReadOnlySpan<LayerKind> layers)
    {
        LayerPlace last = LayerPlace.Bottom;
        bool hasTop = false;
        var seen = new HashSet<LayerKind>();
        for (int i = 0; i < layers.Length; i++)
        {
            LayerTraits traits = LayerTraits.Of(layers[i]);
            if (!seen.Add(layers[i]))
                return $"{traits.Title} stands in the stack twice";
            if ((traits.Place == LayerPlace.Bottom) != (i == 0))
                return i == 0 ? $"{traits.Title} cannot stand at the bottom: put unreliable or reliable there"
                    : Sentence.Of($"{traits.Title} can only stand at the bottom");
            if (traits.Place < last || (traits.Place == LayerPlace.Top && hasTop))
                return $"{traits.Title} cannot stand above {LayerTraits.Of(layers[i - 1]).Title}";
            last = traits.Place;
            hasTop |= traits.Place == LayerPlace.Top;
        }
        return hasTop ? null : Sentence.Of($"nothing delivers the messages: put direct or atomic on top");
    }

    private static Sentence? ObjectionToNeeds(ReadOnlySpan<LayerKind> layers)
    {
        LayerProperties below = LayerProperties.None;
        LayerTraits? top = null;
        foreach (LayerKind layer in layers)
        {
            if (LayerTraits.Of(layer).Place == LayerPlace.Top)
                top = LayerTraits.Of(layer);
        }
        foreach (LayerKind layer in layers)
        {
            LayerTraits traits = LayerTraits.Of(layer);
            if (First(traits.Needs & ~below) is { } lacking)
                return $"{traits.Title} needs {lacking}, and nothing below it provides that";
            if (First(traits.NeedsOfTop & ~top!.Gives) is { } unsaid)
                return $"{traits.Title} needs {unsaid}, and with {top.Title} on top they do not";
            below |= traits.Gives;
        }
        return null;
    }

    private static ImmutableArray<LayerKind> With(ImmutableArray<LayerKind> layers, ReadOnlySpan<LayerKind> checks)
    {
        var all = new List<LayerKind>(layers);
        foreach (LayerKind check in checks)
        {
            if (LayerTraits.Of(check).Place == LayerPlace.Above)
                all.Add(check);
            else
                all.Insert(all.FindIndex(layer => LayerTraits.Of(layer).Place == LayerPlace.Top), check);
        }
        return [.. all];
    }

    private static Sentence? First(LayerProperties lacking)
    {
        foreach (LayerProperties property in Enum.GetValues<LayerProperties>())
        {
            if (property != LayerProperties.None && lacking.HasFlag(property))
                return InWords(property);
        }
        return null;
    }

    private static Sentence InWords(LayerProperties property) => property switch
    {
        LayerProperties.Numbers => $"numbered messages",
        LayerProperties.NoDuplicates => $"messages that come once",
        LayerProperties.NoGaps => $"every message to come at last, or it would wait for a lost one for ever",
        LayerProperties.SenderOrder => $"each origin's messages in their order",
        LayerProperties.CausalOrder => $"messages after their causes",
        LayerProperties.Indices => $"statements with an index, the same for all",
        LayerProperties.Causes => $"messages that carry their causes",
        _ => throw new UnreachableException(),
    };
}
