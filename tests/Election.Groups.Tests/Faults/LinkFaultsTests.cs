using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Faults;

public sealed class LinkFaultsTests
{
    private const int Draws = 20_000;
    private const int Rounds = 5;

    private static readonly NodeTag s_n1 = MemberId.Parse("n1").Tag;
    private static readonly NodeTag s_n2 = MemberId.Parse("n2").Tag;
    private static readonly NodeTag s_n3 = MemberId.Parse("n3").Tag;

    [Theory]
    [InlineData("loss=30%", 0.30)]
    [InlineData("loss=1%", 0.01)]
    [InlineData("loss=100%", 1.0)]
    [InlineData("loss=0", 0.0)]
    public void Loss_is_as_frequent_as_asked_for(string spec, double chance) =>
        AssertFrequency(chance, Decisions(spec).Count(d => d.IsDropped && d.Applied == FaultKinds.Loss));

    [Fact]
    public void Doubling_gives_two_copies_as_often_as_asked_for_and_the_second_comes_within_the_gap()
    {
        FaultDecision[] all = Decisions("dup=25%");
        FaultDecision[] doubled = [.. all.Where(d => d.Copies == 2)];
        AssertFrequency(0.25, doubled.Length);
        Assert.All(doubled, d => Assert.InRange(d.Second.Delay, TimeSpan.Zero, LinkFaults.LongestDuplicateGap));
        Assert.All(all, d => Assert.Equal(TimeSpan.Zero, d.First.Delay));
        Assert.True(doubled.Select(d => d.Second.Delay).Distinct().Count() > doubled.Length / 2);
    }

    [Fact]
    public void Reordering_holds_back_as_often_as_asked_for_and_within_its_bounds()
    {
        FaultDecision[] held = [.. Decisions("reorder=20%").Where(d => d.First.Delay > TimeSpan.Zero)];
        AssertFrequency(0.20, held.Length);
        Assert.All(held, d => Assert.Equal(FaultKinds.Reorder, d.Applied));
        Assert.All(held, d => Assert.InRange(d.First.Delay, LinkFaults.ShortestHoldBack, LinkFaults.LongestHoldBack));
    }

    [Fact]
    public void Delay_is_uniform_around_its_mean()
    {
        double[] delays = [.. Decisions("delay=20ms+-5ms").Select(d => d.First.Delay.TotalMilliseconds)];
        Assert.All(delays, delay => Assert.InRange(delay, 15.0, 25.0));
        Assert.InRange(delays.Average(), 19.9, 20.1);
        for (int tenth = 0; tenth < 10; tenth++)
            AssertFrequency(0.1, delays.Count(delay => (int)(delay - 15.0) == tenth));
        Assert.All(Decisions("delay=20ms"), d => Assert.Equal(TimeSpan.FromMilliseconds(20), d.First.Delay));
    }

    [Fact]
    public void Corruption_flips_exactly_one_bit_anywhere_in_the_datagram()
    {
        FaultDecision[] corrupted = [.. Decisions("corrupt=10%").Where(d => d.First.IsCorrupt)];
        AssertFrequency(0.10, corrupted.Length);
        var bits = new HashSet<int>();
        foreach (FaultDecision decision in corrupted)
        {
            var datagram = new byte[4];
            decision.First.Corrupt(datagram);
            int value = BitConverter.ToInt32(datagram);
            Assert.Equal(1, int.PopCount(value));
            bits.Add(int.TrailingZeroCount(value));
        }
        Assert.Equal(32, bits.Count);
    }

    [Fact]
    public void A_copy_that_is_not_to_be_corrupted_stays_as_it_is()
    {
        var datagram = new byte[4];
        FaultDecision.Pass.First.Corrupt(datagram);
        Assert.Equal(new byte[4], datagram);
    }

    [Fact]
    public void Kinds_of_fault_are_drawn_independently()
    {
        FaultDecision[] all = Decisions("reorder=50%", "corrupt=50%", "dup=50%");
        AssertFrequency(0.25, all.Count(d => d.First.IsCorrupt && d.First.Delay > TimeSpan.Zero));
        AssertFrequency(0.25, all.Count(d => d.First.IsCorrupt && d.Copies == 2));
        AssertFrequency(0.125, all.Count(d => d.Second.IsCorrupt && d.First.IsCorrupt));
    }

    [Fact]
    public void Links_directions_attempts_and_seeds_are_drawn_independently()
    {
        LinkFaults faults = Faults(7, "loss=50%");
        LinkFaults otherSeed = Faults(8, "loss=50%");
        int bothLinks = 0, bothWays = 0, bothAttempts = 0, bothSeeds = 0;
        for (ulong i = 0; i < Draws; i++)
        {
            var identity = new DatagramIdentity(s_n1, FrameKind.Data, i);
            bool lost = faults.Decide(identity, s_n1, s_n2, 0, TimeSpan.Zero).IsDropped;
            bothLinks += lost && faults.Decide(identity, s_n1, s_n3, 0, TimeSpan.Zero).IsDropped ? 1 : 0;
            bothWays += lost && faults.Decide(identity, s_n2, s_n1, 0, TimeSpan.Zero).IsDropped ? 1 : 0;
            bothAttempts += lost && faults.Decide(identity, s_n1, s_n2, 1, TimeSpan.Zero).IsDropped ? 1 : 0;
            bothSeeds += lost && otherSeed.Decide(identity, s_n1, s_n2, 0, TimeSpan.Zero).IsDropped ? 1 : 0;
        }
        Assert.All([bothLinks, bothWays, bothAttempts, bothSeeds], both => AssertFrequency(0.25, both));
    }

    [Fact]
    public void A_nodes_own_copy_is_never_faulted() =>
        Assert.Equal(FaultDecision.Pass, Faults(1, "drop", "loss=100%", "dup=100%", "delay=1s")
            .Decide(new DatagramIdentity(s_n1, FrameKind.Data, 1), s_n1, s_n1, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("link beats sender", "n1>n2:loss=0", "n1>*:loss=100%", false)]
    [InlineData("sender beats receiver", "n1>*:loss=0", "*>n2:loss=100%", false)]
    [InlineData("receiver beats all", "*>n2:loss=0", "loss=100%", false)]
    [InlineData("a node is sender or receiver: sender beats receiver", "n1:loss=0", "n2:loss=100%", false)]
    [InlineData("both ways is a link", "n2<>n1:loss=0", "n1>*:loss=100%", false)]
    [InlineData("another link does not matter", "n2>n1:loss=0", "loss=100%", true)]
    public void The_most_specific_where_wins_in_any_order(string rule, string a, string b, bool lost)
    {
        Assert.True(Lost(Faults(1, a, b), s_n1, s_n2, 0) == lost, rule);
        Assert.True(Lost(Faults(1, b, a), s_n1, s_n2, 0) == lost, rule);
    }

    [Fact]
    public void Of_two_equally_specific_the_one_given_last_wins()
    {
        Assert.False(Lost(Faults(1, "n1>n2:loss=100%", "n1>n2:loss=0"), s_n1, s_n2, 0));
        Assert.True(Lost(Faults(1, "n1>n2:loss=0", "n1>n2:loss=100%"), s_n1, s_n2, 0));
    }

    [Fact]
    public void A_specific_where_overrides_its_own_kind_only()
    {
        LinkFaults faults = Faults(1, "dup=100%", "n1>n2:loss=0");
        FaultDecision decision = faults.Decide(new DatagramIdentity(s_n1, FrameKind.Data, 1), s_n1, s_n2, 0, TimeSpan.Zero);
        Assert.Equal(2, decision.Copies);
    }

    [Fact]
    public void A_window_is_closed_at_its_start_and_open_at_its_end_and_outside_it_the_next_specific_rule_holds()
    {
        LinkFaults faults = Faults(1, "1s..2s:n1>n2:loss=100%", "loss=0");
        Assert.False(Lost(faults, s_n1, s_n2, 999));
        Assert.True(Lost(faults, s_n1, s_n2, 1000));
        Assert.True(Lost(faults, s_n1, s_n2, 1999));
        Assert.False(Lost(faults, s_n1, s_n2, 2000));
    }

    [Fact]
    public void A_leader_rule_follows_the_leader()
    {
        LinkFaults faults = Faults(1, "leader>*:drop");
        Assert.False(Lost(faults, s_n1, s_n2, 0));
        faults.Leader = s_n1;
        Assert.True(Lost(faults, s_n1, s_n2, 0));
        Assert.False(Lost(faults, s_n2, s_n1, 0));
        faults.Leader = s_n2;
        Assert.False(Lost(faults, s_n1, s_n2, 0));
        Assert.True(Lost(faults, s_n2, s_n1, 0));
    }

    [Fact]
    public void A_partition_cuts_between_its_groups_and_spares_whom_it_does_not_name()
    {
        LinkFaults faults = Faults(1, "1s..2s:partition=n1/n2,n4");
        NodeTag n4 = MemberId.Parse("n4").Tag;
        Assert.False(Lost(faults, s_n1, s_n2, 0));
        Assert.True(Lost(faults, s_n1, s_n2, 1500));
        Assert.True(Lost(faults, n4, s_n1, 1500));
        Assert.False(Lost(faults, s_n2, n4, 1500));
        Assert.False(Lost(faults, s_n1, s_n3, 1500));
        Assert.False(Lost(faults, s_n3, s_n2, 1500));
        FaultDecision cut = faults.Decide(new DatagramIdentity(s_n1, FrameKind.Data, 1), s_n1, s_n2, 0, TimeSpan.FromSeconds(1));
        Assert.Equal(FaultKinds.Partition, cut.Applied);
    }

    [Fact]
    public void Decisions_are_the_same_in_every_process_and_release()
    {
        // Frozen: a change here breaks the replay of every recorded seed.
        LinkFaults faults = Faults(42, "loss=30%", "dup=20%", "reorder=20%");
        string pattern = string.Concat(Enumerable.Range(0, 40).Select(i =>
            Letter(faults.Decide(new DatagramIdentity(s_n1, FrameKind.Data, (ulong)i), s_n1, s_n2, 0, TimeSpan.Zero))));
        Assert.Equal("-2211--1111rr-11-11-1-1-1-1r11-1111-22--", pattern);
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        string[] texts =
            ["loss=30%", "n1>n2:loss=20%", "dup=30%", "reorder=20%", "delay=1ms+-1ms", "corrupt=10%", "partition=n1/n3"];
        var receiver = new ReceiverFaults(Plan(3, texts), s_n2);
        byte[] datagram = Datagram(s_n1, new Incarnation(1), FrameKind.Data, 1);
        int copies = 0;
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            // The just-in-time compiler may allocate on this thread while it replaces code; it cannot do so in every round.
            copies = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Draws; i++)
                copies += receiver.Decide(datagram, TimeSpan.FromMilliseconds(i)).Copies;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
        Assert.InRange(copies, Draws / 2, Draws * 2);
    }

    [Fact]
    public void Incarnation_and_what_follows_the_first_frames_header_do_not_change_a_decision()
    {
        FaultPlan plan = Plan(5, "loss=30%", "dup=30%", "corrupt=30%", "reorder=30%");
        var one = new ReceiverFaults(plan, s_n2);
        var two = new ReceiverFaults(plan, s_n2);
        for (ulong i = 0; i < 500; i++)
        {
            byte[] datagram = Datagram(s_n1, new Incarnation(17), FrameKind.Data, i);
            byte[] restarted = [.. Datagram(s_n1, new Incarnation(99_000_017), FrameKind.Data, i), 1, 2, 3];
            Assert.Equal(one.Decide(datagram, TimeSpan.Zero), two.Decide(restarted, TimeSpan.Zero));
        }
        Assert.InRange(one.Dropped, 100, 200);
        Assert.True(one.Doubled > 50 && one.Delayed > 50 && one.Corrupted > 50);
    }

    [Fact]
    public void Each_repetition_of_a_datagram_is_decided_afresh_so_that_it_arrives_in_the_end()
    {
        var receiver = new ReceiverFaults(Plan(5, "loss=90%"), s_n2);
        byte[] datagram = Datagram(s_n1, new Incarnation(1), FrameKind.Data, 1);
        int arrived = Enumerable.Range(0, 1000).Count(_ => !receiver.Decide(datagram, TimeSpan.Zero).IsDropped);
        Assert.InRange(arrived, 70, 130);
    }

    [Fact]
    public void What_has_no_identity_and_the_receivers_own_copies_pass_uncounted()
    {
        var receiver = new ReceiverFaults(Plan(5, "drop"), s_n2);
        Assert.False(receiver.Decide(new byte[8], TimeSpan.Zero).IsDropped);
        Assert.False(receiver.Decide(Datagram(s_n2, default, FrameKind.Beat, 1), TimeSpan.Zero).IsDropped);
        Assert.Equal(0, receiver.Dropped);
        Assert.True(receiver.Decide(Datagram(s_n1, default, FrameKind.Beat, 1), TimeSpan.Zero).IsDropped);
        Assert.Equal(1, receiver.Dropped);
    }

    private static char Letter(FaultDecision decision) =>
        decision.IsDropped ? '-' : decision.Copies == 2 ? '2' : decision.First.Delay > TimeSpan.Zero ? 'r' : '1';

    private static bool Lost(LinkFaults faults, NodeTag from, NodeTag to, int milliseconds) =>
        faults.Decide(new DatagramIdentity(from, FrameKind.Data, 1), from, to, 0, TimeSpan.FromMilliseconds(milliseconds)).IsDropped;

    private static FaultDecision[] Decisions(params string[] specs)
    {
        LinkFaults faults = Faults(2026, specs);
        return [.. Enumerable.Range(0, Draws).Select(i =>
            faults.Decide(new DatagramIdentity(s_n1, FrameKind.Data, (ulong)i), s_n1, s_n2, 0, TimeSpan.Zero))];
    }

    /// <summary>Within five standard deviations of the binomial distribution; the seed is fixed, so this never changes its mind.</summary>
    private static void AssertFrequency(double chance, int seen)
    {
        double deviation = 5 * Math.Sqrt(Draws * chance * (1 - chance));
        Assert.InRange(seen, (Draws * chance) - deviation, (Draws * chance) + deviation);
    }

    private static byte[] Datagram(NodeTag sender, Incarnation incarnation, FrameKind kind, ulong number)
    {
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes + DatagramHeader.ChecksumBytes];
        new DatagramHeader(1, sender, incarnation, Epoch.First).Write(bytes);
        var writer = new SpanWriter(bytes.AsSpan(DatagramHeader.SizeBytes));
        writer.Byte((byte)kind);
        writer.UInt64(number);
        writer.UInt16(0);
        DatagramHeader.Seal(bytes);
        return bytes;
    }

    private static LinkFaults Faults(ulong seed, params string[] specs) => new(Plan(seed, specs));

    private static FaultPlan Plan(ulong seed, params string[] specs) => FaultPlan.Read(specs, seed).OrThrow();
}
