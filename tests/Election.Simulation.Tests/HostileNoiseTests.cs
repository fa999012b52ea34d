using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

/// <summary>Strangers and broken hardware put bytes on the group's port while an election runs.</summary>
public sealed class HostileNoiseTests
{
    private static readonly TimeSpan s_end = TimeSpan.FromMilliseconds(700);
    private static readonly ElectionScenario s_quiet = new() { Nodes = 4, Seed = 77, Votes = [3, 1] };
    private static readonly Recorder s_traffic = Record();

    [Fact]
    public void Random_bytes_change_nothing_but_counters() => AssertUntouched("Foreign", random =>
    {
        var bytes = new byte[random.Next(1500)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)random.Next();
        return bytes;
    });

    [Fact]
    public void Truncated_datagrams_change_nothing_but_counters() => AssertUntouched("Malformed", random =>
    {
        byte[] whole = s_traffic.Pick(random);
        return whole[..(int)random.Next((ulong)whole.Length)];
    });

    [Fact]
    public void Flipped_bits_change_nothing_but_counters() => AssertUntouched("BadChecksum", random =>
    {
        byte[] bytes = s_traffic.Pick(random);
        Flip(bytes, random);
        return bytes;
    });

    [Fact]
    public void Frames_from_nodes_not_on_the_list_change_nothing_but_counters() => AssertUntouched("Stale", random =>
    {
        // Not the barrier's: a START is valid whoever repeats it.
        byte[] bytes = s_traffic.Pick(random);
        while (!DatagramIdentity.TryPeek(bytes, out DatagramIdentity identity) || identity.Kind < FrameKind.Beat)
            bytes = s_traffic.Pick(random);
        var sender = new SpanWriter(bytes.AsSpan(12));
        sender.UInt64(random.Next());
        DatagramHeader.Seal(bytes);
        return bytes;
    });

    /// <summary>This is more than noise, and nothing is promised about the outcome; but it must bring no node down.</summary>
    [Fact]
    public void Forged_frames_under_a_right_checksum_bring_no_node_down()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            ElectionRun run = Disturbed(seed, random =>
            {
                byte[] bytes = s_traffic.Pick(random);
                for (ulong flips = random.Next(8) + 1; flips > 0; flips--)
                    Flip(bytes.AsSpan(DatagramHeader.SizeBytes), random);
                DatagramHeader.Seal(bytes);
                return bytes;
            });
            Assert.True(run.End is SimulationEnd.Finished or SimulationEnd.TimeLimit, $"{seed}: {run.End}");
        }
    }

    private static void AssertUntouched(string counter, Func<SplitMix64, byte[]> make)
    {
        ElectionRun run = Disturbed(1, make);
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.Empty(run.Violations);
        Assert.All(run.Nodes, node => Assert.Equal([3L, 1L], node.Snapshot!.Counts.ToArray()));
        Assert.All(run.Nodes, node => Assert.True(node.Snapshot!.Counters.Single(c => c.Key == counter).Value > 100));
    }

    private static ElectionRun Disturbed(ulong seed, Func<SplitMix64, byte[]> make) => ElectionSimulation.Run(s_quiet with
    {
        Prepare = group =>
        {
            var random = new SplitMix64(seed);
            for (TimeSpan at = TimeSpan.Zero; at < s_end; at += TimeSpan.FromMilliseconds(0.5))
                group.Inject(at, make(random));
        },
    });

    private static void Flip(Span<byte> bytes, SplitMix64 random) =>
        bytes[(int)random.Next((ulong)bytes.Length)] ^= (byte)(1 << (int)random.Next(8));

    private static Recorder Record()
    {
        var recorder = new Recorder();
        ElectionSimulation.Run(s_quiet with { Observer = recorder });
        return recorder;
    }

    private sealed class Recorder : ISimulationObserver
    {
        private readonly List<byte[]> _datagrams = [];

        public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
        {
            if (effect.Kind == EffectKind.Send)
                _datagrams.Add(effect.Bytes.ToArray());
        }

        public byte[] Pick(SplitMix64 random) => (byte[])_datagrams[(int)random.Next((ulong)_datagrams.Count)].Clone();
    }
}
