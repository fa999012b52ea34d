using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Stack;

/// <summary>Steady traffic allocates what it keeps and nothing more.</summary>
public sealed class AllocationTests
{
    private const int WarmUp = 2000;
    private const int Measured = 4000;
    private const int PayloadBytes = 200;

    private readonly QuietUser _user = new();
    private readonly Outbox _outbox = new();
    private readonly GroupStack _stack;
    private Instant _now = Instant.FromMilliseconds(1);

    public AllocationTests()
    {
        var self = TestGroup.Member("n3");
        var barrier = new BarrierOptions
        {
            Self = self, Incarnation = new Incarnation(1), Journal = new JournalId(1), Expect = 3, Context = default, Judge = _ => null,
        };
        _stack = new GroupStack(new GroupOptions { Group = TestGroup.Tag, Barrier = barrier, Seed = 1 }, _user);
        _stack.Begin(new Proposal([TestGroup.Member("n1"), TestGroup.Member("n2"), self], default), [], asMember: true, _now, _outbox);
    }

    [Fact]
    public void Beats_acknowledgements_and_commits_cost_nothing()
    {
        byte[] beat = Datagrams.Of("n2", Epoch.First, FrameKind.Beat, 1, [.. new byte[17], 3, .. new byte[24]]);
        byte[] ack = Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 0, new byte[16]);
        byte[] commit = Datagrams.Of("n1", Epoch.First, FrameKind.Commit, 0, new byte[18]);

        long allocated = MeasureLeast(i =>
        {
            Take(beat);
            Take(ack);
            Take(commit);
        });

        Assert.True(allocated < 1024, $"{allocated} bytes for {3 * Measured} datagrams");
    }

    [Fact]
    public void Own_beats_cost_nothing()
    {
        byte[] commit = Datagrams.Of("n1", Epoch.First, FrameKind.Commit, 0, new byte[18]);
        long allocated = MeasureLeast(i =>
        {
            Take(commit);
            _now = Instant.Max(_now, _stack.NextDeadline);
            _stack.OnTimer(_now, _outbox);
            _stack.Flush(_now, _outbox);
            _outbox.Clear();
        });

        Assert.True(_stack.Counters[GroupCounter.DatagramsSent] >= Measured);
        Assert.True(allocated < 1024, $"{allocated} bytes for {Measured} beats");
    }

    [Fact]
    public void Messages_cost_the_slabs_that_keep_them_and_the_list_that_names_them()
    {
        byte[][] datagrams = [.. Enumerable.Range(1, WarmUp + Measured).Select(i =>
            Datagrams.Of("n2", Epoch.First, FrameKind.Data, (ulong)i, [(byte)StreamMessageKind.Submit, .. new byte[PayloadBytes - 1]]))];

        long allocated = Measure(i => Take(datagrams[i]));

        // Each payload is kept once, in slabs; its place and hash in a list, whose doubling can take three times what it holds.
        const int NamedBytes = 64;
        const int Doubling = 3;
        long most = Measured * (PayloadBytes + Doubling * NamedBytes) + 3 * SlabStore.SlabBytes + Doubling * WarmUp * NamedBytes;
        Assert.Equal(WarmUp + Measured, _stack.Counters[GroupCounter.DatagramsTaken]);
        Assert.True(allocated < most, $"{allocated} bytes for {Measured} messages of {PayloadBytes} bytes, more than {most}");
    }

    [Fact]
    public void Duplicates_and_noise_cost_nothing()
    {
        byte[] message = Datagrams.Of("n2", Epoch.First, FrameKind.Data, 1, [(byte)StreamMessageKind.Submit, 1]);
        byte[] noise = [.. message];
        noise[^1] ^= 1;
        byte[] stranger = Datagrams.Of("n9", Epoch.First, FrameKind.Data, 1, [(byte)StreamMessageKind.Submit, 1]);

        long allocated = MeasureLeast(i =>
        {
            Take(message);
            Take(noise);
            Take(stranger);
        });

        Assert.True(allocated < 1024, $"{allocated} bytes for {3 * Measured} datagrams");
    }

    [Fact]
    public void An_outbox_that_is_cleared_costs_nothing()
    {
        byte[] datagram = new byte[1400];
        long allocated = MeasureLeast(i =>
        {
            for (int copy = 0; copy < 20; copy++)
                _outbox.Send(datagram);
            _outbox.Clear();
        });

        Assert.Equal(0, allocated);
    }

    private void Take(byte[] datagram)
    {
        _stack.OnDatagram(datagram, _now, _outbox);
        _stack.Flush(_now, _outbox);
        _outbox.Clear();
    }

    // The least of several rounds: what the run-time allocates once, whenever it does, is no cost of a datagram.
    private static long MeasureLeast(Action<int> step)
    {
        const int rounds = 5;
        return Enumerable.Range(0, rounds).Min(_ => Measure(step));
    }

    private static long Measure(Action<int> step)
    {
        for (int i = 0; i < WarmUp; i++)
            step(i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = WarmUp; i < WarmUp + Measured; i++)
            step(i);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class QuietUser : IGroupUser
    {
        public void OnGathering(int discovered, int ready)
        {
        }

        public void OnStart(StartedStack stack, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered)
        {
        }

        public void OnRestored()
        {
        }

        public void OnRefused(Sentence sentence)
        {
        }

        public void OnBarrierTimeout(Sentence sentence)
        {
        }

        public void OnBarrierNotice(NoticeLevel level, Sentence sentence)
        {
        }

        public void OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement)
        {
        }

        public void OnTruncated(LogIndex last)
        {
        }

        public void OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement)
        {
        }

        public void OnMode(AtomicState state)
        {
        }

        public void OnSuspicion(Rank member, bool suspected)
        {
        }

        public void OnRestart(Rank member)
        {
        }

        public void OnLearner(Rank member)
        {
        }

        public void OnLeave(Rank member)
        {
        }

        public void OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body)
        {
        }

        public void OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored)
        {
        }

        public void OnViolation(LayerKind check, Sentence sentence)
        {
        }
    }
}
