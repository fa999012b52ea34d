using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Node.Runs.Settings;

/// <summary>The order in which messages are delivered, the guarantees to watch, and the texts to send besides votes.</summary>
/// <param name="Order">The order of delivery.</param>
/// <param name="Checks">The guarantees that the stack watches.</param>
/// <param name="Messages">The number of texts that each node sends.</param>
internal sealed record OrderSettings(DeliveryOrder Order, ImmutableArray<LayerKind> Checks, int Messages)
{
    /// <summary>The default: atomic order, without checks or texts.</summary>
    public static OrderSettings Default { get; } = new(DeliveryOrder.Atomic, [], 0);

    /// <summary>The equivalent arguments; each flag is joined to its value in one word.</summary>
    public IEnumerable<string> Arguments =>
    [
        $"{Flags.Order}={Order.ToText()}",
        .. Checks.IsEmpty ? [] : (string[])[$"{Flags.Check}={string.Join(',', Checks.Select(check => LayerTraits.Of(check).Name))}"],
        .. Messages == 0 ? [] : (string[])[FormattableString.Invariant($"{Flags.Messages}={Messages}")],
    ];
}
