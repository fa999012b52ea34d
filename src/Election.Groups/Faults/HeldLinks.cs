using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Faults;

/// <summary>
/// The drops and partitions that last until an event (<see cref="UntilWhen"/>): nothing passes a link until the node that receives has
/// delivered so many statements. Only the barrier's datagrams pass, because the event could not come without a start. The end is an event
/// and not a time, so the outcome does not depend on how fast the nodes run. Pure; allocates nothing after construction.
/// </summary>
public sealed class HeldLinks
{
    private readonly ImmutableArray<(ulong Until, LinkRule[] Rules, PartitionRule? Partition)> _held;
    private readonly NodeTag _receiver;

    /// <summary>The links into one receiver.</summary>
    /// <param name="plan">The run's faults; all but those that last until an event are left out.</param>
    /// <param name="receiver">The node that receives.</param>
    public HeldLinks(FaultPlan plan, NodeTag receiver)
    {
        _receiver = receiver;
        _held = [.. plan.Specs.Where(Obeys).Select(spec => ((ulong)((UntilWhen)spec.When).Event.Count, RulesOf(spec), PartitionOf(spec)))];
    }

    /// <summary>True if no datagram is ever held.</summary>
    public bool IsEmpty => _held.IsEmpty;

    /// <summary>True for a drop or a partition that lasts until the receiver has delivered.</summary>
    public static bool Obeys(FaultSpec spec) =>
        spec is { What: DropAction or PartitionAction, When: UntilWhen { Event.Kind: FaultEventKind.Deliver } };

    /// <summary>True if a datagram does not pass.</summary>
    /// <param name="datagram">The datagram as it was sent.</param>
    /// <param name="standing">How far the receiver has come.</param>
    public bool Hold(ReadOnlySpan<byte> datagram, in Standing standing)
    {
        if (IsEmpty || !DatagramIdentity.TryPeek(datagram, out DatagramIdentity identity) || identity.Sender == _receiver
            || identity.Kind <= FrameKind.Refuse)
            return false;
        foreach ((ulong until, LinkRule[] rules, PartitionRule? partition) in _held)
        {
            if (standing.Committed.Value >= until)
                continue;
            if (partition?.Cuts(identity.Sender, _receiver, 0) == true)
                return true;
            foreach (ref readonly LinkRule rule in rules.AsSpan())
            {
                if (rule.Applies(identity.Sender, _receiver, null, 0))
                    return true;
            }
        }
        return false;
    }

    private static LinkRule[] RulesOf(FaultSpec spec) => spec.What is DropAction
        ? [.. LinkRules.Directions(spec.Where).Select(way => new LinkRule(LinkEnd.Of(way.From), LinkEnd.Of(way.To), long.MinValue,
            long.MaxValue, default, default, default))]
        : [];

    private static PartitionRule? PartitionOf(FaultSpec spec) =>
        spec.What is PartitionAction partition ? new PartitionRule(partition, long.MinValue, long.MaxValue) : null;
}
