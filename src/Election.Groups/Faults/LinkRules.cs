using System.Diagnostics;

namespace Election.Groups.Faults;

/// <summary>The plan's faults of links, one list per kind, the most specific first: the first rule that applies wins.</summary>
internal sealed class LinkRules
{
    private LinkRules(FaultPlan plan)
    {
        Loss = Ranked<LossAction>(plan, a => a.Chance);
        Duplicate = Ranked<DuplicateAction>(plan, a => a.Chance);
        Corrupt = Ranked<CorruptAction>(plan, a => a.Chance);
        Reorder = Ranked<ReorderAction>(plan, a => a.Chance);
        Drop = Ranked<DropAction>(plan, _ => default);
        Delay = Ranked<DelayAction>(plan, _ => default);
        Partitions = [.. Obeyed<PartitionAction>(plan).Select(spec => Partition(spec))];
    }

    public LinkRule[] Loss { get; }

    public LinkRule[] Duplicate { get; }

    public LinkRule[] Corrupt { get; }

    public LinkRule[] Reorder { get; }

    public LinkRule[] Drop { get; }

    public LinkRule[] Delay { get; }

    public PartitionRule[] Partitions { get; }

    public bool IsEmpty =>
        Loss.Length + Duplicate.Length + Corrupt.Length + Reorder.Length + Drop.Length + Delay.Length + Partitions.Length == 0;

    public static LinkRules Of(FaultPlan plan) => new(plan);

    private static IEnumerable<FaultSpec> Obeyed<T>(FaultPlan plan) where T : LinkAction =>
        plan.Specs.Where(spec => spec.What is T && LinkFaults.Obeys(spec));

    private static LinkRule[] Ranked<T>(FaultPlan plan, Func<T, Probability> chance) where T : LinkAction =>
        [.. Obeyed<T>(plan).Reverse().SelectMany(spec => Rules(spec, chance((T)spec.What))).OrderByDescending(rule => rule.Specificity)];

    private static IEnumerable<LinkRule> Rules(FaultSpec spec, Probability chance)
    {
        (long from, long to) = Window(spec.When);
        (TimeSpan delay, TimeSpan jitter) = spec.What is DelayAction late ? (late.Delay, late.Jitter) : default;
        return Directions(spec.Where).Select(way =>
            new LinkRule(LinkEnd.Of(way.From), LinkEnd.Of(way.To), from, to, chance, delay, jitter));
    }

    /// <summary>The links that a specification concerns, one for each direction.</summary>
    internal static (FaultNode From, FaultNode To)[] Directions(FaultWhere where) => where switch
    {
        NodeWhere { Node.IsAll: true } => [(FaultNode.All, FaultNode.All)],
        NodeWhere at => [(at.Node, FaultNode.All), (FaultNode.All, at.Node)],
        LinkWhere { BothWays: true } link => [(link.From, link.To), (link.To, link.From)],
        LinkWhere link => [(link.From, link.To)],
        _ => throw new UnreachableException(),
    };

    private static PartitionRule Partition(FaultSpec spec)
    {
        (long from, long to) = Window(spec.When);
        return new PartitionRule((PartitionAction)spec.What, from, to);
    }

    private static (long From, long To) Window(FaultWhen when) => when switch
    {
        AlwaysWhen => (long.MinValue, long.MaxValue),
        WindowWhen window => (window.From.Ticks, window.To.Ticks),
        _ => throw new UnreachableException(),
    };
}
