using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promise 5: while no majority is connected, no node delivers anything new. Connectedness is taken in the nodes' favour: running
/// members that can reach one another over any number of links, each open at least one way. Entries acknowledged earlier may still be
/// delivered during <see cref="Grace"/>.
/// </summary>
internal sealed class MinoritySilence
{
    /// <summary>
    /// The time allowed, besides the network's own delay: 12 missed beats (1.2 s) until a node knows that it is alone, and a margin.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly FaultSpec[] _cuts;
    private readonly MemberId[] _members;
    private readonly TimeSpan[] _changes;
    private readonly bool[] _isUp;
    private readonly int[] _side;
    private readonly TimeSpan _grace;
    private int _nextChange;
    private TimeSpan? _without;

    /// <summary>Watches members under a plan; initially none is running.</summary>
    public MinoritySilence(FaultPlan plan, IEnumerable<MemberId> members)
    {
        _members = [.. members];
        _isUp = new bool[_members.Length];
        _side = new int[_members.Length];
        _cuts = [.. plan.Specs.Where(spec => LinkFaults.Obeys(spec) && spec.What is PartitionAction or DropAction)];
        _changes = [.. _cuts.Select(spec => spec.When).OfType<WindowWhen>()
            .SelectMany(when => (TimeSpan[])[when.From, when.To]).Distinct().Order()];
        TimeSpan delay = plan.Specs.Select(spec => spec.What).OfType<DelayAction>()
            .Select(late => late.Delay + late.Jitter).DefaultIfEmpty().Max();
        _grace = Grace + delay;
        Look(TimeSpan.Zero);
    }

    /// <summary>Records that a member starts or stops running.</summary>
    public void Set(int member, bool isUp, TimeSpan now)
    {
        Advance(now);
        _isUp[member] = isUp;
        _without = null;
        Look(now);
    }

    /// <summary>Checks a delivery of an entry that no node has delivered before.</summary>
    public Violation? Deliver(MemberId node, ulong index, TimeSpan now)
    {
        Advance(now);
        return _without is { } since && now - since > _grace
            ? new Violation(now, "minority silence",
                $"{node} delivers index {index}, though no majority has been connected since {since.TotalMilliseconds} ms")
            : null;
    }

    private void Advance(TimeSpan now)
    {
        for (; _nextChange < _changes.Length && _changes[_nextChange] <= now; _nextChange++)
            Look(_changes[_nextChange]);
    }

    private void Look(TimeSpan at)
    {
        if (LargestSide(at) >= (_members.Length / 2) + 1)
            _without = null;
        else
            _without ??= at;
    }

    private int LargestSide(TimeSpan at)
    {
        for (int i = 0; i < _side.Length; i++)
            _side[i] = i;
        for (int a = 0; a < _side.Length; a++)
        {
            for (int b = a + 1; b < _side.Length; b++)
            {
                if (_isUp[a] && _isUp[b] && _side[a] != _side[b] && (IsOpen(a, b, at) || IsOpen(b, a, at)))
                    Merge(_side[a], _side[b]);
            }
        }
        int largest = 0;
        for (int side = 0; side < _side.Length; side++)
        {
            int count = 0;
            for (int member = 0; member < _side.Length; member++)
                count += _isUp[member] && _side[member] == side ? 1 : 0;
            largest = Math.Max(largest, count);
        }
        return largest;
    }

    private void Merge(int one, int other)
    {
        for (int i = 0; i < _side.Length; i++)
            _side[i] = _side[i] == other ? one : _side[i];
    }

    private bool IsOpen(int from, int to, TimeSpan at)
    {
        foreach (FaultSpec cut in _cuts)
        {
            if (cut.When is WindowWhen window && (at < window.From || at >= window.To))
                continue;
            bool isCut = cut.What is PartitionAction partition ? Parts(partition, _members[from], _members[to])
                : Covers(cut.Where, _members[from], _members[to]);
            if (isCut)
                return false;
        }
        return true;
    }

    private static bool Parts(PartitionAction partition, MemberId from, MemberId to)
    {
        int a = -1, b = -1;
        for (int group = 0; group < partition.Groups.Length; group++)
        {
            a = partition.Groups[group].Contains(from) ? group : a;
            b = partition.Groups[group].Contains(to) ? group : b;
        }
        return a >= 0 && b >= 0 && a != b;
    }

    // The leader is unknown here: a cut of its links counts as open.
    private static bool Covers(FaultWhere where, MemberId from, MemberId to) => where switch
    {
        NodeWhere one => one.Node.IsAll || Is(one.Node, from) || Is(one.Node, to),
        LinkWhere link => (IsEnd(link.From, from) && IsEnd(link.To, to)) || (link.BothWays && IsEnd(link.From, to) && IsEnd(link.To, from)),
        _ => throw new UnreachableException(),
    };

    private static bool IsEnd(FaultNode node, MemberId id) => node.IsAll || Is(node, id);

    private static bool Is(FaultNode node, MemberId id) => node.Kind == FaultNodeKind.Named && node.Id == id;
}
