using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Simulation;
using FsCheck.Xunit;

namespace Election.Node.Tests.Runs;

/// <summary>
/// A plan means the same in <c>sim</c> and <c>local</c>. The simulated side is a real <see cref="SimulatedGroup"/>; the local side composes
/// the steps of a run and its processes: a script for each life, a report of the crash, a start after the restart's delay.
/// </summary>
public sealed class SameScheduleTests
{
    private static readonly ImmutableArray<MemberId> s_ids = [.. new[] { "n1", "n2", "n3" }.Select(MemberId.Parse)];
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(1);

    [Property(MaxTest = 300)]
    public void The_same_plan_gives_the_same_schedule_or_the_same_refusal(ulong seed)
    {
        FaultPlan plan = Draw(seed);
        Sentence? refusal = SimulatedGroup.ObjectionTo(plan);
        Assert.Equal(refusal?.ToString(), FaultsInForce.ObjectionInRun(plan.Specs, false, true)?.ToString());
        if (refusal is null)
            Assert.Equal(Local(plan), Simulated(plan));
    }

    // Crashes come at different times, because the order of two at the same time is not specified.
    private static FaultPlan Draw(ulong seed)
    {
        var random = new SplitMix64(seed);
        var times = new HashSet<ulong>();
        var texts = new List<string>();
        for (ulong left = 1 + random.Next(7); left > 0; left--)
        {
            string who = new[] { "n1:", "n2:", "n3:", "leader:", "" }[random.Next(5)];
            ulong time = 1 + random.Next(60);
            while (!times.Add(time))
                time++;
            texts.Add(random.Next(5) < 3 ? $"{who}crash@{time}ms" : $"{who}restart@+{1 + random.Next(40)}ms");
        }
        FaultPlan plan = FaultPlan.Read(texts, seed).OrThrow();
        return plan;
    }

    private static string[] Simulated(FaultPlan plan)
    {
        SimulatedGroup? group = null;
        var observer = new Lives();
        var options = new SimulationOptions
        {
            Seed = plan.Seed, Faults = plan, StartSpread = TimeSpan.Zero, MaxTime = s_end,
        };
        group = new SimulatedGroup(options, [.. s_ids.Select(Setup)], observer);
        group.Run();
        return [.. observer.Seen.Order(StringComparer.Ordinal)];

        NodeSetup Setup(MemberId id) => new(id, StandInSignatures.Instance.KeyOf(id), (_, _) => new IdleNode(IsFirstRunning));

        bool IsFirstRunning(INode node) => group!.Nodes.First(one => one.IsRunning).Node == node;
    }

    // Events at the same time come in the order in which they became known: starts of the run, crashes, returns.
    private static string[] Local(FaultPlan plan)
    {
        var schedule = new NodeSchedule(plan.Specs, s_ids);
        CrashScript?[] lives = [.. s_ids.Select((_, node) => schedule.ScriptOf(node, null))];
        var returns = new PriorityQueue<int, TimeSpan>();
        List<string> seen = [.. s_ids.Select(id => $"{id} starts at 0")];
        while (true)
        {
            TimeSpan crash = lives.Min(script => script?.NextAge) ?? TimeSpan.MaxValue;
            bool returnsFirst = returns.TryPeek(out int back, out TimeSpan at) && at < crash;
            if (!returnsFirst && crash == TimeSpan.MaxValue)
                return [.. seen.Order(StringComparer.Ordinal)];
            if (returnsFirst)
            {
                returns.Dequeue();
                lives[back] = schedule.ScriptOf(back, at);
                seen.Add($"{s_ids[back]} starts at {at.TotalMilliseconds}");
                continue;
            }
            StrikeAll(crash);
        }

        void StrikeAll(TimeSpan now)
        {
            int leader = Array.FindIndex(lives, script => script is not null);
            for (int node = 0; node < lives.Length; node++)
            {
                var standing = new NodeStanding(now, new Standing(Epoch.First, node == leader, default, default, 0));
                if (lives[node]?.Strike(standing) is not { } fault)
                    continue;
                seen.Add($"{s_ids[node]} dies at {now.TotalMilliseconds}");
                lives[node] = null;
                foreach (CrashScript? script in NodeSchedule.IsOfLeader(fault) ? lives : [])
                    script?.Spend(fault);
                if (schedule.Strike(node, fault) is { } comeback)
                    returns.Enqueue(node, now + comeback.After);
            }
        }
    }

    private sealed class IdleNode(Func<INode, bool> isLeading) : INode
    {
        public Instant? NextDeadline => null;

        public Standing Standing => new(Epoch.First, isLeading(this), default, default, 0);

        public void Step(in NodeInput input, Instant now, Outbox outbox)
        {
        }
    }

    private sealed class Lives : ISimulationObserver
    {
        public List<string> Seen { get; } = [];

        public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
        {
        }

        public void OnStart(SimulatedNode node, TimeSpan now) => Seen.Add($"{node.Id} starts at {now.TotalMilliseconds}");

        public void OnCrash(SimulatedNode node, TimeSpan now) => Seen.Add($"{node.Id} dies at {now.TotalMilliseconds}");
    }
}
