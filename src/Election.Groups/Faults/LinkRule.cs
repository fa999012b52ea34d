using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>
/// The closeness of a rule's <c>where</c> to one link; the closest rule of a kind wins, and of equals the one given last.
/// </summary>
internal enum Specificity
{
    All,
    Receiver,
    Sender,
    Link,
}

/// <summary>One end of a rule's link, ready to be compared with a tag.</summary>
internal readonly record struct LinkEnd(FaultNodeKind Kind, NodeTag Tag)
{
    public static LinkEnd Of(FaultNode node) => new(node.Kind, node.Kind == FaultNodeKind.Named ? node.Id.Tag : default);

    public bool Matches(NodeTag tag, NodeTag? leader) => Kind switch
    {
        FaultNodeKind.All => true,
        FaultNodeKind.Named => Tag == tag,
        FaultNodeKind.Leader => leader is { } l && l == tag,
        _ => throw new UnreachableException(),
    };
}

/// <summary>A specification made ready for one kind of decision: one direction, a window in ticks, and the knob.</summary>
internal readonly record struct LinkRule(
    LinkEnd From, LinkEnd To, long FromTicks, long ToTicks, Probability Chance, TimeSpan Delay, TimeSpan Jitter)
{
    public Specificity Specificity => (From.Kind, To.Kind) switch
    {
        (FaultNodeKind.All, FaultNodeKind.All) => Specificity.All,
        (FaultNodeKind.All, _) => Specificity.Receiver,
        (_, FaultNodeKind.All) => Specificity.Sender,
        _ => Specificity.Link,
    };

    public bool Applies(NodeTag from, NodeTag to, NodeTag? leader, long ticks) =>
        ticks >= FromTicks && ticks < ToTicks && From.Matches(from, leader) && To.Matches(to, leader);
}

/// <summary>A partition made ready: each named node's tag, sorted, with the number of its group.</summary>
internal sealed class PartitionRule
{
    private readonly ulong[] _tags;
    private readonly int[] _groups;
    private readonly long _fromTicks;
    private readonly long _toTicks;

    public PartitionRule(PartitionAction action, long fromTicks, long toTicks)
    {
        int group = 0;
        var sides = new List<(ulong Tag, int Group)>();
        foreach (var ids in action.Groups)
        {
            foreach (MemberId id in ids)
                sides.Add((id.Tag.Value, group));
            group++;
        }
        sides.Sort();
        _tags = [.. sides.Select(side => side.Tag)];
        _groups = [.. sides.Select(side => side.Group)];
        _fromTicks = fromTicks;
        _toTicks = toTicks;
    }

    public bool Cuts(NodeTag from, NodeTag to, long ticks)
    {
        if (ticks < _fromTicks || ticks >= _toTicks)
            return false;
        int a = Array.BinarySearch(_tags, from.Value);
        int b = Array.BinarySearch(_tags, to.Value);
        return a >= 0 && b >= 0 && _groups[a] != _groups[b];
    }
}
