using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Elections;

namespace Election.Simulation.Sweeps;

/// <summary>
/// Draws by seed the faults of one election of a sweep, within what the group promises to survive: any loss up to 30 %, doubling,
/// reordering, corruption and delay; cuts that heal; pauses that end; and at most ⌊(N−1)/2⌋ nodes that ever crash or lose their journal. A
/// node dies for good, or loses its journal, only after START: before it, no election is promised. Everything drawn is written as fault
/// specifications, so that a replay line is complete.
/// </summary>
public sealed class ScenarioDraw
{
    /// <summary>
    /// The largest number of nodes that crash in one election, so that a large group's faults fit into a plan
    /// (<see cref="FaultPlan.MaxSpecs"/>).
    /// </summary>
    public const int MaxVictims = 10;

    private const ulong KnobPurpose = 0x6B6E6F6273;

    private readonly int _nodes;
    private readonly SplitMix64 _random;
    private readonly List<string> _faults = [];

    private ScenarioDraw(int nodes, ulong seed)
    {
        _nodes = nodes;
        _random = new SplitMix64(SplitMix64.Mix(seed) ^ KnobPurpose);
    }

    /// <summary>Returns the election of this seed.</summary>
    /// <param name="plain">The common part of all elections of the sweep; its faults are replaced.</param>
    /// <param name="seed">The seed.</param>
    public static ElectionScenario Draw(ElectionScenario plain, ulong seed)
    {
        var draw = new ScenarioDraw(plain.Nodes, seed);
        bool hasChurn = plain.Nodes > 1 && draw.Happens(4);
        return plain with
        {
            Seed = seed,
            VoteWithin = hasChurn ? draw.Time(3000, 10_000) : draw.Happens(2) ? TimeSpan.Zero : draw.Time(100, 3000),
            ChangesMind = true,
            Faults = draw.Faults(hasChurn),
        };
    }

    private ImmutableArray<FaultSpec> Faults(bool hasChurn)
    {
        DrawLinks();
        DrawCrashes();
        if (hasChurn)
            DrawChurn();
        for (int i = _nodes == 1 ? 0 : Below(3); i > 0; i--)
            DrawCut();
        for (int i = Below(2) * Below(3); i > 0; i--)
            Add($"{(Happens(3) ? "leader" : Node())}:pause@{Text(Time(100, 4000))}+{Text(Time(50, 3000))}");
        if (Happens(5))
            Add($"{Node()}:start-delay={Text(Time(1, 1000))}");
        return [.. _faults.Select(text => FaultSpec.Read(text).OrThrow())];
    }

    private void DrawLinks()
    {
        if (!Happens(4))
            Add($"loss={1 + Below(30)}%");
        if (Happens(2))
            Add($"dup={1 + Below(10)}%");
        if (Happens(2))
            Add($"reorder={1 + Below(30)}%");
        if (Happens(4))
            Add($"corrupt={1 + Below(5)}%");
        // On a slow network two candidates may ask at once, before they hear of each other.
        if (Happens(8))
            Add($"delay={50 + Below(100)}ms+-{Below(50)}ms");
        else if (Happens(3))
            Add($"delay={5 + Below(20)}ms+-{Below(6)}ms");
    }

    private void DrawCrashes()
    {
        int victims = Math.Min(Below(((_nodes - 1) / 2) + 1), MaxVictims);
        if (victims > 0 && Happens(2))
        {
            victims--;
            DrawCrash("leader", mayComeBackTwice: false);
        }
        int[] order = [.. Enumerable.Range(1, _nodes)];
        for (int i = 0; i < victims; i++)
        {
            int other = i + Below(_nodes - i);
            (order[i], order[other]) = (order[other], order[i]);
            DrawCrash("n" + order[i].ToString(CultureInfo.InvariantCulture), mayComeBackTwice: true);
        }
    }

    private void DrawCrash(string who, bool mayComeBackTwice)
    {
        bool atEvent = Happens(2);
        if (atEvent)
            Add($"{who}:crash@{Event()}");
        else
            Add($"{who}:crash@{Text(Time(100, 4000))}");
        if (atEvent && Happens(3))
            return;
        Add($"{who}:restart@+{Text(Time(20, 3000))}");
        // A proposer that loses its journal before START proposes another election, while the others are bound to the first.
        if (atEvent && Happens(3))
            Add($"{who}:lose-journal");
        if (!mayComeBackTwice || !Happens(4))
            return;
        Add($"{who}:crash@{Text(Time(3000, 6000))}");
        Add($"{who}:restart@+{Text(Time(20, 2000))}");
    }

    // One leader after another is cut off for longer than the others' patience while votes come in: logs diverge, and have to converge
    // again.
    private void DrawChurn()
    {
        TimeSpan from = Time(400, 1500);
        for (int i = 2 + Below(4); i > 0; i--)
        {
            TimeSpan to = from + Time(1000, 2500);
            string node = Happens(2) ? Node() : "leader";
            string way = Below(3) switch { 0 => $"{node}>*", 1 => $"*>{node}", _ => $"{node}<>*" };
            Add($"{Text(from)}..{Text(to)}:{way}:drop");
            from = to + Time(0, 1000);
        }
    }

    private void DrawCut()
    {
        TimeSpan from = Time(200, 4000);
        string window = $"{Text(from)}..{Text(from + Time(50, 3000))}";
        string node = Node();
        string cut = Below(6) switch
        {
            0 or 1 => "partition=" + Parts(2),
            2 => _nodes > 2 ? "partition=" + Parts(3) : $"{node}<>*:drop",
            3 => $"{(Happens(2) ? "leader" : node)}<>*:drop",
            4 => Happens(2) ? $"{node}>*:drop" : $"*>{node}:drop",
            _ => $"{node}>{OtherThan(node)}:drop",
        };
        Add($"{window}:{cut}");
    }

    private string Event() => Below(3) switch
    {
        0 => "order=" + (1 + Below(_nodes + 2)),
        1 => "deliver=" + (1 + Below(_nodes + 2)),
        _ => "send=1",
    };

    // Every part has at least one node: the first nodes of a shuffle go one to each.
    private string Parts(int parts)
    {
        var groups = new List<string>[parts];
        for (int part = 0; part < parts; part++)
            groups[part] = [];
        int[] order = [.. Enumerable.Range(1, _nodes)];
        for (int i = 0; i < _nodes; i++)
        {
            int other = i + Below(_nodes - i);
            (order[i], order[other]) = (order[other], order[i]);
            groups[i < parts ? i : Below(parts)].Add("n" + order[i].ToString(CultureInfo.InvariantCulture));
        }
        return string.Join('/', groups.Select(group => string.Join(',', group)));
    }

    private string Node() => "n" + (1 + Below(_nodes)).ToString(CultureInfo.InvariantCulture);

    private string OtherThan(string node)
    {
        string other;
        do
            other = Node();
        while (other == node);
        return other;
    }

    private bool Happens(int oneIn) => Below(oneIn) == 0;

    private int Below(int bound) => (int)_random.Next((ulong)bound);

    private TimeSpan Time(int leastMs, int mostMs) => TimeSpan.FromMilliseconds(leastMs + Below(mostMs - leastMs + 1));

    private static string Text(TimeSpan time) => FaultTime.ToText(time);

    private void Add(FormattableString fault) => Add(fault.ToString(CultureInfo.InvariantCulture));

    private void Add(string fault) => _faults.Add(fault);
}
