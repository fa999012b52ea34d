using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Node.Runs.Settings;

/// <summary>The order in which messages are delivered, what is watched of it, and what is sent beside the votes.</summary>
/// <param name="Order">The order.</param>
/// <param name="Checks">What is watched in the stack.</param>
/// <param name="Messages">Texts of each node.</param>
internal sealed record OrderSettings(DeliveryOrder Order, ImmutableArray<LayerKind> Checks, int Messages)
{
    /// <summary>What holds when nobody says anything.</summary>
    public static OrderSettings Default { get; } = new(DeliveryOrder.Atomic, [], 0);

    /// <summary>The arguments that say the same, each flag and value in one word.</summary>
    public IEnumerable<string> Arguments =>
    [
        $"{Flags.Order}={Order.ToText()}",
        .. Checks.IsEmpty ? [] : (string[])[$"{Flags.Check}={string.Join(',', Checks.Select(check => LayerTraits.Of(check).Name))}"],
        .. Messages == 0 ? [] : (string[])[FormattableString.Invariant($"{Flags.Messages}={Messages}")],
    ];
}
