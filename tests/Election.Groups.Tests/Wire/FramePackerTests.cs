using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Wire;

public sealed class FramePackerTests
{
    private static readonly NodeTag s_sender = NodeTag.Of(TestGroup.Id("n1"));

    [Theory]
    [InlineData(FramePacker.LeastDatagramBytes)]
    [InlineData(1400)]
    [InlineData(DatagramHeader.MaxDatagramBytes)]
    public void The_largest_body_travels_in_datagrams_of_any_allowed_size(int datagramBytes)
    {
        var body = new byte[FramePacker.MaxBodyBytes];
        for (int i = 0; i < body.Length; i++)
            body[i] = (byte)(i * 7);

        List<byte[]> datagrams = Pack(datagramBytes, (FrameKind.Result, 5, body));

        Assert.All(datagrams, datagram => Assert.True(datagram.Length <= datagramBytes));
        Assert.True(datagrams.Count <= FragmentFrame.MaxPieces);
        (FrameKind kind, ulong number, byte[] whole) = Assert.Single(Unpack(datagrams));
        Assert.Equal((FrameKind.Result, 5UL), (kind, number));
        Assert.True(whole.AsSpan().SequenceEqual(body));
    }

    [Fact]
    public void A_body_longer_than_the_largest_is_the_callers_defect() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pack(1400, (FrameKind.Result, 1, new byte[FramePacker.MaxBodyBytes + 1])));

    [Theory]
    [InlineData(FramePacker.LeastDatagramBytes - 1)]
    [InlineData(DatagramHeader.MaxDatagramBytes + 1)]
    public void Datagrams_of_other_sizes_cannot_be_asked_for(int datagramBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pack(datagramBytes));

    [Fact]
    public void Frames_share_a_datagram_until_the_next_would_not_fit()
    {
        int whole = 1400 - DatagramHeader.SizeBytes - DatagramHeader.ChecksumBytes - 2 * FrameHeader.SizeBytes;

        Assert.Single(Pack(1400, (FrameKind.Data, 1, new byte[100]), (FrameKind.Data, 2, new byte[whole - 100])));
        Assert.Equal(2, Pack(1400, (FrameKind.Data, 1, new byte[100]), (FrameKind.Data, 2, new byte[whole - 99])).Count);
    }

    [Fact]
    public void Every_mix_of_bodies_comes_out_as_it_went_in()
    {
        var random = new SplitMix64(11);
        for (int round = 0; round < 100; round++)
        {
            var frames = new (FrameKind, ulong, byte[])[1 + random.Next(6)];
            for (int i = 0; i < frames.Length; i++)
            {
                var body = new byte[random.Next(3) == 0 ? random.Next(6000) : random.Next(300)];
                for (int at = 0; at < body.Length; at++)
                    body[at] = (byte)random.Next();
                frames[i] = ((FrameKind)(1 + random.Next((ulong)FrameKind.Done)), random.Next(), body);
            }
            int datagramBytes = FramePacker.LeastDatagramBytes + (int)random.Next(1500);
            List<(FrameKind Kind, ulong Number, byte[] Body)> read = Unpack(Pack(datagramBytes, frames));
            Assert.Equal(frames.Length, read.Count);
            for (int i = 0; i < frames.Length; i++)
            {
                Assert.Equal((frames[i].Item1, frames[i].Item2), (read[i].Kind, read[i].Number));
                Assert.True(frames[i].Item3.AsSpan().SequenceEqual(read[i].Body));
            }
        }
    }

    private static List<byte[]> Pack(int datagramBytes, params (FrameKind Kind, ulong Number, byte[] Body)[] frames)
    {
        var packer = new FramePacker(TestGroup.Tag, s_sender, new Incarnation(1), datagramBytes, new GroupCounters());
        var outbox = new Outbox();
        foreach ((FrameKind kind, ulong number, byte[] body) in frames)
            packer.Add(kind, number, body, outbox);
        packer.Flush(outbox);
        return [.. outbox.Effects.ToArray().Select(effect => effect.Bytes.ToArray())];
    }

    private static List<(FrameKind Kind, ulong Number, byte[] Body)> Unpack(List<byte[]> datagrams)
    {
        var fragments = new FragmentLayer(new GroupCounters());
        var read = new List<(FrameKind, ulong, byte[])>();
        foreach (byte[] datagram in datagrams)
        {
            Assert.Equal(DatagramRefusal.None, DatagramHeader.TryOpen(datagram, TestGroup.Tag, out _, out ReadOnlySpan<byte> frames));
            var reader = new SpanReader(frames);
            while (reader.Remaining > 0)
            {
                Assert.True(FrameHeader.TryRead(ref reader, out FrameHeader header, out ReadOnlySpan<byte> body));
                if (header.Kind != FrameKind.Fragment)
                    read.Add((header.Kind, header.Number, body.ToArray()));
                else if (FragmentFrame.TryRead(body, out FragmentFrame piece)
                    && fragments.TryComplete(s_sender, header.Number, piece, out FrameKind kind, out ulong number, out byte[] whole))
                    read.Add((kind, number, whole));
            }
        }
        return read;
    }
}
