using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>
/// All faults of a run, in the order they were given, and the seed of every decision about them. The same plan on every node, over real
/// sockets or simulated ones, makes the same decisions.
/// </summary>
public sealed class FaultPlan
{
    /// <summary>The most specifications a plan can hold, so that a decision's cost is bounded.</summary>
    public const int MaxSpecs = 64;

    private const string OptionName = "--fault";

    /// <summary>Makes a plan.</summary>
    /// <param name="specs">At most <see cref="MaxSpecs"/> specifications.</param>
    /// <param name="seed">The seed of the decisions.</param>
    /// <exception cref="ArgumentException">There are more specifications.</exception>
    public FaultPlan(ImmutableArray<FaultSpec> specs, ulong seed)
    {
        if (specs.Length > MaxSpecs)
            throw new ArgumentException($"A plan holds at most {MaxSpecs} faults.", nameof(specs));
        Specs = specs;
        Seed = seed;
    }

    /// <summary>A plan without faults.</summary>
    public static FaultPlan None { get; } = new([], 0);

    /// <summary>The specifications, oldest first.</summary>
    public ImmutableArray<FaultSpec> Specs { get; }

    /// <summary>The seed of every decision.</summary>
    public ulong Seed { get; }

    /// <summary>Every node that a specification names, sorted: what a command holds against the nodes there are.</summary>
    public ImmutableArray<MemberId> NamedNodes => [.. Specs.SelectMany(Named).Distinct().Order()];

    /// <summary>True if a specification says <c>leader</c>, so that somebody has to tell who leads.</summary>
    public bool NamesLeader => Specs.Any(spec => Nodes(spec).Any(node => node.Kind == FaultNodeKind.Leader));

    /// <summary>Reads the values of several <c>--fault</c> options.</summary>
    /// <param name="texts">The values.</param>
    /// <param name="seed">The seed of the decisions.</param>
    /// <returns>The plan, or one sentence that names the option and the part of it at fault.</returns>
    public static Parsed<FaultPlan> Read(IReadOnlyList<string> texts, ulong seed)
    {
        if (texts.Count > MaxSpecs)
            return Sentence.Of($"{OptionName} is given {texts.Count} times; at most {MaxSpecs} are read.");
        var specs = ImmutableArray.CreateBuilder<FaultSpec>(texts.Count);
        foreach (string text in texts)
        {
            if (!FaultSpec.Read(text).TryGet(out FaultSpec? spec, out Sentence? why))
                return Sentence.Of($"{OptionName}: {why}");
            specs.Add(spec);
        }
        return new FaultPlan(specs.ToImmutable(), seed);
    }

    /// <summary>Returns the delay with which <paramref name="node"/> starts after the others: naming it wins over naming all.</summary>
    public TimeSpan StartDelayOf(MemberId node)
    {
        TimeSpan forAll = TimeSpan.Zero;
        TimeSpan? forNode = null;
        foreach (FaultSpec spec in Specs)
        {
            if (spec is not { What: StartDelayAction late, Where: NodeWhere where })
                continue;
            if (where.Node.IsAll)
                forAll = late.Delay;
            else if (where.Node == FaultNode.Named(node))
                forNode = late.Delay;
        }
        return forNode ?? forAll;
    }

    /// <summary>True if <paramref name="node"/>'s voter signs two votes under one number.</summary>
    public bool Equivocates(MemberId node) => Specs.Any(spec =>
        spec is { What: EquivocateAction, Where: NodeWhere where } && (where.Node.IsAll || where.Node == FaultNode.Named(node)));

    private static FaultNode[] Nodes(FaultSpec spec) => spec.Where switch
    {
        NodeWhere where => [where.Node],
        LinkWhere link => [link.From, link.To],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<MemberId> Named(FaultSpec spec)
    {
        IEnumerable<MemberId> ids = Nodes(spec).Where(node => node.Kind == FaultNodeKind.Named).Select(node => node.Id);
        return spec.What is PartitionAction partition ? ids.Concat(partition.Groups.SelectMany(group => group)) : ids;
    }
}
