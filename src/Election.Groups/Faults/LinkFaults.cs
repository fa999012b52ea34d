using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Faults;

/// <summary>
/// Decides what befalls each datagram on each link. Every decision is a hash of the plan's seed, the link, the datagram's identity, the
/// attempt and the kind of fault; so it does not depend on what else was sent, on keys, incarnations or clocks, and the same run treats
/// the same datagrams alike. Deciding allocates nothing. Source: our own; the counter-based draw follows the idea of Salmon et al.,
/// "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
/// </summary>
public sealed class LinkFaults
{
    /// <summary>The shortest time that a reordered copy is held back.</summary>
    public static readonly TimeSpan ShortestHoldBack = TimeSpan.FromMilliseconds(2);

    /// <summary>The longest time that a reordered copy is held back.</summary>
    public static readonly TimeSpan LongestHoldBack = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest time between the two copies of a doubled datagram.</summary>
    public static readonly TimeSpan LongestDuplicateGap = TimeSpan.FromMilliseconds(5);

    private readonly LinkRules _rules;
    private readonly ulong _seed;

    /// <summary>Prepares the plan's specifications; those for which <see cref="Obeys"/> is false are left out.</summary>
    public LinkFaults(FaultPlan plan)
    {
        _rules = LinkRules.Of(plan);
        _seed = SplitMix64.Mix(plan.Seed);
    }

    /// <summary>The present leader, for specifications that say <c>leader</c>; null while there is none.</summary>
    public NodeTag? Leader { get; set; }

    /// <summary>True if no datagram can ever be touched.</summary>
    public bool IsEmpty => _rules.IsEmpty;

    /// <summary>
    /// True if a specification is decided per link and time: every <see cref="LinkAction"/> that does not wait for an event. All others are
    /// the business of the node or of the command that starts it.
    /// </summary>
    public static bool Obeys(FaultSpec spec) => spec is { What: LinkAction, When: not (EventWhen or UntilWhen) };

    /// <summary>Decides about one datagram at one receiver.</summary>
    /// <param name="identity">The datagram.</param>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="attempt">The number of earlier copies of this identity for this receiver (<see cref="AttemptCounter"/>).</param>
    /// <param name="sinceStart">Time since the start of the run, for specifications with a window.</param>
    /// <returns>The decision; always <see cref="FaultDecision.Pass"/> for a node's own copy.</returns>
    public FaultDecision Decide(in DatagramIdentity identity, NodeTag from, NodeTag to, int attempt, TimeSpan sinceStart)
    {
        if (from == to || IsEmpty)
            return FaultDecision.Pass;
        var link = new Link(from, to, Leader, sinceStart.Ticks);
        var draws = new FaultDraws(_seed, identity, from, to, attempt);
        foreach (PartitionRule partition in _rules.Partitions)
        {
            if (partition.Cuts(from, to, link.Ticks))
                return FaultDecision.Dropped(FaultKinds.Partition);
        }
        if (TryFind(_rules.Drop, link, out _))
            return FaultDecision.Dropped(FaultKinds.Drop);
        if (Happens(_rules.Loss, link, draws.Of(FaultKinds.Loss)))
            return FaultDecision.Dropped(FaultKinds.Loss);
        FaultKinds applied = FaultKinds.None;
        CopyFault first = Copy(link, draws, ref applied);
        if (!Happens(_rules.Duplicate, link, draws.Of(FaultKinds.Duplicate)))
            return new FaultDecision(applied, 1, first, default);
        applied |= FaultKinds.Duplicate;
        CopyFault second = Copy(link, draws.ForSecondCopy(), ref applied);
        TimeSpan gap = draws.ForSecondCopy().Between(FaultKinds.Duplicate, TimeSpan.Zero, LongestDuplicateGap);
        return new FaultDecision(applied, FaultDecision.MaxCopies, first, second with { Delay = second.Delay + gap });
    }

    private CopyFault Copy(in Link link, in FaultDraws draws, ref FaultKinds applied)
    {
        TimeSpan delay = TimeSpan.Zero;
        if (TryFind(_rules.Delay, link, out LinkRule late))
        {
            applied |= FaultKinds.Delay;
            delay = draws.Between(FaultKinds.Delay, late.Delay - late.Jitter, late.Delay + late.Jitter);
        }
        if (Happens(_rules.Reorder, link, draws.Of(FaultKinds.Reorder)))
        {
            applied |= FaultKinds.Reorder;
            delay += draws.Between(FaultKinds.Reorder, ShortestHoldBack, LongestHoldBack);
        }
        bool corrupt = Happens(_rules.Corrupt, link, draws.Of(FaultKinds.Corrupt));
        if (!corrupt)
            return new CopyFault(delay, false, 0);
        applied |= FaultKinds.Corrupt;
        return new CopyFault(delay, true, draws.Amount(FaultKinds.Corrupt));
    }

    private static bool Happens(LinkRule[] rules, in Link link, ulong draw) =>
        TryFind(rules, link, out LinkRule rule) && rule.Chance.Happens(draw);

    private static bool TryFind(LinkRule[] rules, in Link link, out LinkRule found)
    {
        foreach (ref readonly LinkRule rule in rules.AsSpan())
        {
            if (!rule.Applies(link.From, link.To, link.Leader, link.Ticks))
                continue;
            found = rule;
            return true;
        }
        found = default;
        return false;
    }

    private readonly record struct Link(NodeTag From, NodeTag To, NodeTag? Leader, long Ticks);
}
