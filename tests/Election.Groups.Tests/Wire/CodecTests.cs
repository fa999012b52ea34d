using System.Text;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Wire;

public sealed class CodecTests
{
    // A proposal's members and keys are kept; nothing else that is read takes more than a few times its own bytes.
    private const int AllocatedPerByte = 40;
    private const int AllocatedAtLeast = 40_000;
    private const int LengthsTried = 60;

    public static TheoryData<string> Formats => [.. Codec.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_written_is_read_back(string format)
    {
        Codec codec = Codec.All[format];
        Prop.ForAll(codec.Valid.ToArbitrary(), bytes => codec.Rewrite(bytes) is { } again && again.AsSpan().SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bytes_never_throw(string format)
    {
        Codec codec = Codec.All[format];
        Prop.ForAll(Codec.Bytes(0, 400).ToArbitrary(), bytes => ReadsAsItself(codec, bytes)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Flipped_bits_are_refused_or_read_as_what_they_now_say(string format)
    {
        Codec codec = Codec.All[format];
        Gen<byte[]> damaged =
            from bytes in codec.Valid
            from flips in Gen.NonEmptyListOf(Gen.Choose(0, int.MaxValue))
            select Flip(bytes, flips);
        Prop.ForAll(damaged.ToArbitrary(), bytes => ReadsAsItself(codec, bytes)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_byte_too_few_or_too_many_is_refused(string format)
    {
        Codec codec = Codec.All[format];
        Prop.ForAll(codec.Valid.ToArbitrary(), bytes =>
        {
            for (int length = bytes.Length - 1; length >= 0; length -= 1 + bytes.Length / LengthsTried)
            {
                if (codec.Rewrite(bytes[..length]) is not null && !codec.HasOpenEnd)
                    return false;
            }
            return codec.HasOpenEnd || codec.Rewrite([.. bytes, 0]) is null;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Reading_allocates_no_more_than_the_bytes_are_worth(string format)
    {
        Codec codec = Codec.All[format];
        var random = new SplitMix64(5);
        for (int i = 0; i < 200; i++)
        {
            // The largest counts and lengths a field can express, with nothing after them.
            var bytes = new byte[random.Next(400)];
            for (int at = 0; at < bytes.Length; at++)
                bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)random.Next(4);
            long before = GC.GetAllocatedBytesForCurrentThread();
            byte[]? read = codec.Rewrite(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (read is null)
                Assert.True(allocated < AllocatedAtLeast + AllocatedPerByte * bytes.Length, $"{allocated} bytes for {bytes.Length}");
        }
    }

    [Fact]
    public void A_damaged_datagram_is_always_noticed()
    {
        byte[] datagram = Datagrams.Of("n1", Epoch.First, FrameKind.Ack, 3, new byte[8]);
        for (int bit = 0; bit < datagram.Length * 8; bit++)
        {
            byte[] damaged = Flip(datagram, [bit]);
            Assert.NotEqual(DatagramRefusal.None, DatagramHeader.TryOpen(damaged, TestGroup.Tag, out _, out _));
        }
    }

    [Fact]
    public void Each_reason_to_refuse_a_datagram_is_told_apart()
    {
        byte[] good = Datagrams.Of("n1", Epoch.First, FrameKind.Ack, 3, new byte[8]);

        Assert.Equal(DatagramRefusal.TooShort, Open(good[..(DatagramHeader.SizeBytes + DatagramHeader.ChecksumBytes - 1)]));
        Assert.Equal(DatagramRefusal.ForeignMagic, Open(Flip(good, [3])));
        Assert.Equal(DatagramRefusal.ForeignVersion, Open(Flip(good, [17])));
        Assert.Equal(DatagramRefusal.ForeignVersion, Open(Flip(good, [25])));
        Assert.Equal(DatagramRefusal.ForeignGroup, Open(Flip(good, [33])));
        Assert.Equal(DatagramRefusal.BadChecksum, Open(Flip(good, [8 * 40])));
        Assert.Equal(DatagramRefusal.None, Open(good));
    }

    [Fact]
    public void A_datagrams_identity_is_its_sender_and_its_first_frame()
    {
        byte[] datagram = Datagrams.Of("n1", Epoch.First, FrameKind.Ack, 3, new byte[8], life: 99);

        Assert.True(DatagramIdentity.TryPeek(datagram, out DatagramIdentity identity));
        Assert.Equal(new DatagramIdentity(NodeTag.Of(TestGroup.Id("n1")), FrameKind.Ack, 3), identity);
        Assert.False(DatagramIdentity.TryPeek(datagram.AsSpan(0, DatagramHeader.SizeBytes + FrameHeader.SizeBytes - 1), out _));
    }

    [Fact]
    public void The_checksum_is_the_published_one() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_kind_of_frame_that_does_not_exist_is_refused()
    {
        foreach (byte kind in new byte[] { 0, (byte)FrameKind.Terms + 1, 255 })
        {
            var reader = new SpanReader([kind, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
            Assert.False(FrameHeader.TryRead(ref reader, out _, out _));
        }
    }

    [Fact]
    public void A_reason_to_refuse_is_cut_between_characters_and_shown_without_controls()
    {
        byte[] longest = RefuseFrame.Write(default, TestGroup.Id("n1"), string.Concat(Enumerable.Repeat("€", 200)));
        Assert.True(RefuseFrame.TryRead(longest, out _, out _, out string cut));
        Assert.Equal(RefuseFrame.MaxReasonBytes / 3, cut.Length);
        Assert.Equal(RefuseFrame.MaxReasonBytes, Encoding.UTF8.GetByteCount(cut));

        Assert.True(RefuseFrame.TryRead(RefuseFrame.Write(default, TestGroup.Id("n1"), "a\u001b[2J\u202eb\n"), out _, out _,
            out string shown));
        Assert.Equal("a?[2J?b?", shown);
    }

    [Fact]
    public void A_reason_longer_than_the_limit_is_refused()
    {
        byte[] body = [.. new byte[Hash256.SizeBytes], 2, (byte)'n', (byte)'1', 0, 0, .. new byte[RefuseFrame.MaxReasonBytes + 1]];
        body[Hash256.SizeBytes + 3] = (RefuseFrame.MaxReasonBytes + 1) >> 8;
        body[Hash256.SizeBytes + 4] = (RefuseFrame.MaxReasonBytes + 1) & 0xFF;

        Assert.False(RefuseFrame.TryRead(body, out _, out _, out _));
    }

    private static DatagramRefusal Open(byte[] datagram) => DatagramHeader.TryOpen(datagram, TestGroup.Tag, out _, out _);

    private static bool ReadsAsItself(Codec codec, byte[] bytes)
    {
        byte[]? again = codec.Rewrite(bytes);
        return again is null || !codec.IsCanonical || again.AsSpan().SequenceEqual(bytes);
    }

    private static byte[] Flip(byte[] bytes, IEnumerable<int> bits)
    {
        byte[] damaged = [.. bytes];
        foreach (int bit in bits)
            damaged[bit / 8 % bytes.Length] ^= (byte)(0x80 >> (bit % 8));
        return damaged;
    }
}
