using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Faults;

/// <summary>Drops and partitions that last until the receiver has delivered.</summary>
public sealed class HeldLinksTests
{
    [Theory]
    [InlineData("..@deliver=3:partition=n1,n2/n3", "n3", 2, true)]
    [InlineData("..@deliver=3:partition=n1,n2/n3", "n3", 3, false)]
    [InlineData("..@deliver=3:partition=n1,n2/n3", "n2", 0, false)]
    [InlineData("..@deliver=1:n3>n1:drop", "n3", 0, true)]
    [InlineData("..@deliver=1:n3>n1:drop", "n2", 0, false)]
    [InlineData("..@deliver=1:n3:drop", "n3", 0, true)]
    [InlineData("..@deliver=1:drop", "n2", 0, true)]
    [InlineData("..@deliver=1:drop", "n1", 0, false)]
    [InlineData("drop", "n2", 0, false)]
    public void A_datagram_is_held_until_the_receiver_has_delivered(string spec, string from, int delivered, bool isHeld) =>
        Assert.Equal(isHeld, Links(spec).Hold(Datagram(from, FrameKind.Data), Delivered(delivered)));

    [Theory]
    [InlineData(FrameKind.Discover, false)]
    [InlineData(FrameKind.Start, false)]
    [InlineData(FrameKind.Refuse, false)]
    [InlineData(FrameKind.Beat, true)]
    [InlineData(FrameKind.Repair, true)]
    public void The_barrier_passes_so_that_the_event_can_come(FrameKind kind, bool isHeld) =>
        Assert.Equal(isHeld, Links("..@deliver=1:drop").Hold(Datagram("n2", kind), default));

    [Fact]
    public void Something_too_short_to_be_a_datagram_is_not_held() =>
        Assert.False(Links("..@deliver=1:drop").Hold(new byte[8], default));

    [Theory]
    [InlineData("..@send=1:drop")]
    [InlineData("..@order=1:partition=n1/n2")]
    [InlineData("..@deliver=1:loss=10%")]
    [InlineData("..@deliver=1:n1:crash")]
    public void Only_a_drop_or_a_partition_lasts_until_an_event_and_the_event_is_a_delivery(string spec) =>
        Assert.Contains("only a drop or a partition lasts until an event", FaultSpec.Read(spec).Refusal?.ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void The_text_of_a_held_link_is_read_back_and_no_other_fault_holds_it()
    {
        FaultSpec spec = FaultSpec.Read("..@deliver=3:partition=n1,n2/n3").OrThrow();
        Assert.Equal("..@deliver=3:partition=n1,n2/n3", spec.ToString());
        Assert.False(LinkFaults.Obeys(spec));
        Assert.True(new LinkFaults(new FaultPlan([spec], 1)).IsEmpty);
    }

    private static HeldLinks Links(string spec) => new(new FaultPlan([FaultSpec.Read(spec).OrThrow()], 1), MemberId.Parse("n1").Tag);

    private static Standing Delivered(int count) => new(Epoch.First, false, new LogIndex((ulong)count), new LogIndex((ulong)count), 0);

    private static byte[] Datagram(string from, FrameKind kind)
    {
        const int senderOffset = 12;
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes];
        var sender = new SpanWriter(bytes.AsSpan(senderOffset));
        sender.UInt64(MemberId.Parse(from).Tag.Value);
        bytes[DatagramHeader.SizeBytes] = (byte)kind;
        return bytes;
    }
}
