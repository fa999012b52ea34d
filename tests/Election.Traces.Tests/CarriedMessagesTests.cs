using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Traces.Recording;

namespace Election.Traces.Tests;

/// <summary>The messages that a datagram carries, as an observer reads them.</summary>
public sealed class CarriedMessagesTests
{
    private static readonly MemberId[] s_ids = [MemberId.Parse("n1"), MemberId.Parse("n2")];

    private static readonly Proposal s_proposal = new([.. s_ids.Select((id, i) =>
        new Member(id, new PublicKey([.. Enumerable.Repeat((byte)(i + 1), PublicKey.SizeBytes)])))], default);

    [Fact]
    public void A_broadcast_is_named_by_its_place_in_its_senders_stream_and_a_repair_by_the_origin()
    {
        CarriedMessages reader = Reader();
        Assert.Equal(["n2:1"], Names(reader, Datagram(s_ids[1], (FrameKind.Data, 1, Text("hello")))));
        Assert.Equal(["n2/2:3"], Names(reader, Datagram(s_ids[1], (FrameKind.Data, (1UL << StreamNumber.LifeShift) + 3, Text("back")))));
        Assert.Equal(["n2:4", "n1:5"],
            Names(reader, Datagram(s_ids[0], (FrameKind.Repair, 4, [0, 1, .. Text("a")]), (FrameKind.Data, 5, Text("b")))));
    }

    [Fact]
    public void What_is_damaged_or_of_no_member_carries_nothing()
    {
        CarriedMessages reader = Reader();
        byte[] damaged = Datagram(s_ids[1], (FrameKind.Data, 1, Text("hello")));
        damaged[^6] ^= 1;
        Assert.Empty(Names(reader, damaged));
        Assert.Empty(Names(reader, Datagram(MemberId.Parse("n3"), (FrameKind.Data, 1, Text("hello")))));
        Assert.Empty(Names(reader, [1, 2, 3]));
        Assert.Empty(Names(reader, Datagram(s_ids[1], (FrameKind.Repair, 4, [0, 9, .. Text("a")]), (FrameKind.Data, 2, []))));
    }

    [Fact]
    public void A_message_in_pieces_is_carried_by_the_datagram_that_completes_it_unless_a_piece_was_lost()
    {
        byte[] whole = Text("hello");
        byte[] first = Datagram(s_ids[1], (FrameKind.Fragment, 7, Piece(0, whole[..3]))),
            last = Datagram(s_ids[1], (FrameKind.Fragment, 7, Piece(1, whole[3..])));
        CarriedMessages reader = Reader();
        Assert.Empty(Names(reader, first));
        Assert.Equal(["n2:1"], Names(reader, last));
        CarriedMessages without = Reader();
        Assert.Empty(without.In(first, isHere: false, out _));
        Assert.Empty(Names(without, last));
    }

    [Fact]
    public void What_is_beyond_the_memory_is_read_anew_each_time()
    {
        CarriedMessages reader = Reader(mostRemembered: 2);
        for (int round = 0; round < 2; round++)
        {
            for (ulong number = 1; number <= 5; number++)
                Assert.Equal([$"n2:{number}"], Names(reader, Datagram(s_ids[1], (FrameKind.Data, number, Text("hello")))));
        }
        Assert.Equal(2, reader.Remembered);
    }

    private static CarriedMessages Reader(int mostRemembered = CarriedMessages.MostRemembered)
    {
        var names = new MessageNames(DeliveryOrder.Fifo, FaultPlan.None);
        names.Learn(s_proposal);
        return new CarriedMessages(s_ids[0].Tag, names, mostRemembered);
    }

    private static IEnumerable<string> Names(CarriedMessages reader, byte[] datagram) =>
        [.. reader.In(datagram, isHere: true, out _).Select(one => one.Name.ToString())];

    private static byte[] Text(string text) => [(byte)StreamMessageKind.Text, .. System.Text.Encoding.UTF8.GetBytes(text)];

    // The whole frame's kind and number, which piece, how many, the bytes.
    private static byte[] Piece(byte index, byte[] bytes) => [(byte)FrameKind.Data, 0, 0, 0, 0, 0, 0, 0, 1, 0, index, 0, 2, .. bytes];

    private static byte[] Datagram(MemberId sender, params (FrameKind Kind, ulong Number, byte[] Body)[] frames)
    {
        var datagram = new byte[DatagramHeader.SizeBytes + frames.Sum(frame => FrameHeader.SizeBytes + frame.Body.Length)
            + DatagramHeader.ChecksumBytes];
        new DatagramHeader(5, sender.Tag, new Incarnation(1), new Epoch(1)) { Election = ElectionTag.Of(s_proposal.Id) }.Write(datagram);
        var writer = new SpanWriter(datagram.AsSpan(DatagramHeader.SizeBytes));
        foreach ((FrameKind kind, ulong number, byte[] body) in frames)
        {
            writer.Byte((byte)kind);
            writer.UInt64(number);
            writer.Medium(body);
        }
        DatagramHeader.Seal(datagram);
        return datagram;
    }
}
