using Election.Groups.Model;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;
using Election.Groups.Tests.Wire;
using Election.Groups.Wire;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Stack;

/// <summary>Corrupted and forged datagrams change counters and nothing else, and none makes a node throw.</summary>
public sealed class HostileDatagramTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);

    [Fact]
    public void Noise_changes_nothing_but_counters()
    {
        (StackNode node, StackNode untouched) = (InMidElection(), InMidElection());
        byte[][] real = [.. Codec.All["datagram"].Valid.Sample(20), Datagrams.Of("n1", Epoch.First, FrameKind.Commit, 1, [])];
        var random = new SplitMix64(21);
        for (int i = 0; i < 3000; i++)
        {
            byte[] noise = Noise(real[random.Next((ulong)real.Length)], random);
            node.Stack.OnDatagram(noise, s_now, node.Outbox);
            node.Stack.Flush(s_now, node.Outbox);
        }

        Assert.Empty(node.Told);
        Assert.Equal(0, node.Outbox.Effects.Length);
        Assert.Equal(untouched.NextDeadline, node.NextDeadline);
        Assert.Equal(untouched.State, node.State);
        GroupCounter[] moved = [.. Enum.GetValues<GroupCounter>()
            .Where(counter => node.Stack.Counters[counter] != untouched.Stack.Counters[counter])];
        Assert.Equal([GroupCounter.Foreign, GroupCounter.BadChecksum, GroupCounter.Malformed], moved);
    }

    [Fact]
    public void Well_sealed_nonsense_from_strangers_changes_nothing_but_counters()
    {
        (StackNode node, StackNode untouched) = (InMidElection(), InMidElection());
        var random = new SplitMix64(22);
        foreach (FrameKind kind in Enum.GetValues<FrameKind>())
        {
            // A request for repair is answered, and a fragment is kept until its frame is whole.
            if (kind is FrameKind.Nack or FrameKind.Fragment or FrameKind.Discover)
                continue;
            for (int i = 0; i < 50; i++)
                node.OnDatagram(Datagrams.Of("stranger", new Epoch((uint)random.Next(3)), kind, random.Next(), Bytes(random, 100)), s_now);
        }

        Assert.Empty(node.Told);
        Assert.Equal(0, node.Outbox.Effects.Length);
        Assert.Equal(untouched.State, node.State);
    }

    [Theory]
    [InlineData("n1")]
    [InlineData("n2")]
    [InlineData("n3")]
    [InlineData("stranger")]
    public void Whatever_a_datagram_says_under_whatever_name_it_never_throws(string sender)
    {
        Codec[] codecs = [.. Codec.All.Where(codec => codec.Key is not ("datagram" or "frame header")).Select(codec => codec.Value)];
        Gen<byte[]> body =
            from codec in Gen.Elements(codecs)
            from valid in codec.Valid
            from random in Codec.Bytes(0, 60)
            from choice in Gen.Choose(0, 3)
            from at in Gen.Choose(0, 10_000)
            select choice switch { 0 => random, 1 => valid[..(at % (valid.Length + 1))], 2 => [(byte)(at % 4), .. valid], _ => valid };
        Gen<(FrameKind, ulong, uint, byte[])> frame =
            from kind in Gen.Choose(1, (int)FrameKind.Fragment)
            from number in Gen.Choose(-3, 12)
            from epoch in Gen.Choose(0, 2)
            from bytes in body
            select ((FrameKind)kind, (ulong)number, (uint)epoch, bytes);
        StackNode[] nodes = [InMidElection(), AtTheBarrier()];
        Instant now = s_now;
        Prop.ForAll(frame.ToArbitrary(), one =>
        {
            now += TimeSpan.FromMilliseconds(1);
            foreach (StackNode node in nodes)
            {
                node.OnDatagram(Datagrams.Of(sender, new Epoch(one.Item3), one.Item1, one.Item2, one.Item4), now);
                node.OnTimer(now);
                Answer(node, now);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    /// <summary>n3, a follower that has one statement delivered and one on its way.</summary>
    private static StackNode InMidElection()
    {
        var node = new StackNode(new StackSetup("n3"));
        node.Begin(new Proposal([TestGroup.Member("n1"), TestGroup.Member("n2"), TestGroup.Member("n3")], default), s_now);
        node.OnTimer(s_now);
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, 1, [1, 7]), s_now);
        node.Told.Clear();
        node.Outbox.Clear();
        return node;
    }

    private static StackNode AtTheBarrier()
    {
        var node = new StackNode(new StackSetup("n3"));
        node.Start(s_now);
        return node;
    }

    /// <summary>Random bytes, or a real datagram cut, stretched or with bits flipped.</summary>
    private static byte[] Noise(byte[] real, SplitMix64 random)
    {
        switch (random.Next(4))
        {
            case 0:
                return Bytes(random, 2000);
            case 1:
                return real[..(int)random.Next((ulong)real.Length)];
            case 2:
                return [.. real, .. Bytes(random, 9), 0];
            default:
                byte[] flipped = [.. real];
                for (ulong flips = 1 + random.Next(3); flips > 0; flips--)
                    flipped[random.Next((ulong)real.Length)] ^= (byte)(1 << (int)random.Next(8));
                if (flipped.AsSpan().SequenceEqual(real))
                    flipped[0] ^= 1;
                return flipped;
        }
    }

    private static byte[] Bytes(SplitMix64 random, int most)
    {
        var bytes = new byte[random.Next((ulong)most)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)random.Next();
        return bytes;
    }

    private static void Answer(StackNode node, Instant now)
    {
        Effect[] effects = node.Outbox.Effects.ToArray();
        node.Outbox.Clear();
        foreach (Effect effect in effects)
        {
            if (effect.Kind == EffectKind.Verify)
                node.OnVerified(effect.Token, TestGroup.Holds(effect), now);
            else if (effect.Kind == EffectKind.Sign)
                node.OnSigned(TestGroup.Sign(node.Key, effect.Bytes.Span), now);
            else if (effect.Kind == EffectKind.Journal)
                node.OnJournalled(effect.JournalSequence, now);
        }
    }
}
