using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Mutation.Tests;

/// <summary>
/// Families of elections in which one kind of fault strikes at drawn moments: schedules so particular that a general drawing of faults
/// hardly ever produces them. The promises hold in each, as long as every rule is kept.
/// </summary>
internal static class Families
{
    private const ulong Purpose = 0x66616D696C79;

    private static readonly ElectionScenario s_plain = new() { Nodes = 5, Seed = 0, Network = new() { HasDigest = false } };

    /// <summary>
    /// What <c>election sim --seeds</c> draws. Groups of 3, 4 and 5: in the smallest ones two candidates meet most often.
    /// </summary>
    public static ElectionScenario Drawn(int seed) => ScenarioDraw.Draw(s_plain with { Nodes = 3 + (seed % 3) }, (ulong)seed);

    /// <summary>
    /// Two members that do not hear each other ask for votes at once, and the third dies while its disk still writes its vote. It led until
    /// it died a first time, so that both ask as soon as it is back.
    /// </summary>
    public static ElectionScenario CrashAfterVote(int seed)
    {
        var draw = new Draw(seed);
        int delayMs = 5 + draw.Below(30);
        TimeSpan first = draw.Time(600, 900);
        TimeSpan second = first + draw.Time(20 + (4 * delayMs), 300 + (4 * delayMs));
        return draw.Scenario(3, TimeSpan.FromSeconds(3), [Ms(20 + draw.Below(100))],
            $"delay={delayMs}ms+-4ms", $"{T(first)}..{T(first + Ms(1500))}:n2<>n3:drop",
            $"n1:crash@{T(first)}", "n1:restart@+20ms",
            $"n1:crash@{T(second)}", $"n1:restart@+{10 + draw.Below(60)}ms");
    }

    /// <summary>
    /// A leader whose disk is slow delivers what the others hold before it holds it itself. They hear neither it nor each other, so they do
    /// not know; it dies, and comes back at once without that entry.
    /// </summary>
    public static ElectionScenario SlowLeader(int seed)
    {
        var draw = new Draw(seed);
        TimeSpan deaf = draw.Time(300, 900);
        TimeSpan died = deaf + draw.Time(5, 40);
        return draw.Scenario(3, Ms(300), [Ms(5 + draw.Below(60))],
            $"delay={5 + draw.Below(20)}ms", $"{T(deaf)}..{T(died)}:n1>*:drop", $"{T(deaf)}..{T(died + Ms(600))}:n2<>n3:drop",
            $"n1:crash@{T(died)}", $"n1:restart@+{1 + draw.Below(60)}ms");
    }

    /// <summary>A member is cut off while the others vote and one of them dies; then only those two can make a leader.</summary>
    public static ElectionScenario OlderLog(int seed)
    {
        var draw = new Draw(seed);
        TimeSpan cut = draw.Time(500, 1000);
        TimeSpan died = cut + draw.Time(200, 1500);
        TimeSpan healed = died + draw.Time(0, 2000);
        return draw.Scenario(3, TimeSpan.FromSeconds(2), [],
            $"delay={1 + draw.Below(20)}ms", $"{T(cut)}..{T(healed)}:n3<>*:drop", $"n1:crash@{T(died)}", "n1:restart@+4s");
    }

    /// <summary>
    /// Figure 8 of the Raft paper: one leader's entries reach a minority; another is elected, and no member hears its first entry; the
    /// third again holds the first one's entries, and gives them to one more member, which makes a majority. Then the second is elected
    /// once more.
    /// </summary>
    public static ElectionScenario FigureEight(int seed)
    {
        var draw = new Draw(seed);
        TimeSpan cut = draw.Time(450, 600);
        TimeSpan second = cut + Ms(1100);
        TimeSpan third = second + draw.Time(250, 700);
        TimeSpan last = third + draw.Time(150, 1200);
        TimeSpan healed = last + Ms(3000);
        string[] faults =
        [
            $"{T(cut)}..{T(third)}:partition=n1,n2/n3,n4,n5",
            $"{T(second)}..{T(third)}:leader>*:drop",
            $"{T(third)}..{T(last)}:partition=n1,n2,n3/n4,n5",
            $"{T(third)}..{T(last)}:*>n3:loss={30 + draw.Below(50)}%",
            $"{T(last)}..{T(healed)}:partition=n1,n2/n3,n4,n5",
        ];
        return draw.Scenario(5, TimeSpan.FromSeconds(1.5), [], faults) with
        {
            Adjust = static options => options with { MaxDatagramBytes = FramePacker.LeastDatagramBytes },
        };
    }

    /// <summary>
    /// One of three, n1, proposes, and hears nothing until the other two have passed the barrier and counted votes between them; then n3
    /// loses its journal while n1 still proposes, and n2, the only one that knows what was counted, is not heard.
    /// </summary>
    public static ElectionScenario LostAnswer(int seed)
    {
        var draw = new Draw(seed);
        TimeSpan deaf = draw.Time(200, 350);
        TimeSpan died = draw.Time(2200, 2800);
        TimeSpan back = died + draw.Time(20, 170);
        TimeSpan hears = back + draw.Time(0, 60);
        TimeSpan alone = back + draw.Time(0, 60);
        return draw.Scenario(3, Ms(300), [],
            $"{T(deaf)}..{T(hears)}:*>n1:drop", $"n3:crash@{T(died)}", $"n3:restart@+{T(back - died)}", "n3:lose-journal",
            $"{T(alone)}..{T(alone + Ms(4000))}:n2<>*:drop");
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static string T(TimeSpan time) => FaultTime.ToText(time);

    private sealed class Draw(int seed)
    {
        private readonly SplitMix64 _random = new(SplitMix64.Mix((ulong)seed) ^ Purpose);

        public int Below(int bound) => (int)_random.Next((ulong)bound);

        public TimeSpan Time(int leastMs, int mostMs) => TimeSpan.FromMilliseconds(leastMs + Below(mostMs - leastMs + 1));

        public ElectionScenario Scenario(int nodes, TimeSpan voteWithin, ImmutableArray<TimeSpan> disks, params string[] faults) => new()
        {
            Nodes = nodes,
            Seed = (ulong)seed,
            VoteWithin = voteWithin,
            Network = new() { HasDigest = false, JournalLatencies = disks },
            Faults = [.. faults.Select(Spec)],
        };

        private static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();
    }
}
