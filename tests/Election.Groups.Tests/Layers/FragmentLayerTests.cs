using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

public sealed class FragmentLayerTests
{
    private static readonly NodeTag s_sender = new(1);
    private readonly GroupCounters _counters = new();
    private readonly FragmentLayer _layer;

    public FragmentLayerTests() => _layer = new FragmentLayer(_counters);

    [Fact]
    public void Pieces_come_in_any_order_and_more_than_once()
    {
        Assert.Null(Take(5, 2, 3, [3]));
        Assert.Null(Take(5, 0, 3, [1]));
        Assert.Null(Take(5, 2, 3, [3]));
        Assert.Equal([1, 2, 3], Take(5, 1, 3, [2])!);
        Assert.Null(Take(5, 1, 3, [2]));
    }

    [Fact]
    public void A_lost_piece_is_filled_by_a_repetition()
    {
        Assert.Null(Take(5, 0, 2, [1]));
        Assert.Null(Take(5, 0, 2, [1]));
        Assert.Equal([1, 2], Take(5, 1, 2, [2])!);
    }

    [Fact]
    public void Pieces_of_different_frames_are_not_mixed()
    {
        Assert.Null(Take(5, 0, 2, [1]));
        Assert.Null(Take(6, 1, 2, [2]));
        Assert.Null(Take(5, 1, 3, [2]));
        Assert.Null(Take(5, 1, 2, [2], number: 9));
        Assert.Null(Take(5, 1, 2, [2], sender: new NodeTag(2)));
        Assert.Equal([1, 2], Take(5, 1, 2, [2])!);
    }

    [Fact]
    public void The_frame_touched_longest_ago_makes_room_for_a_new_one()
    {
        for (ulong content = 1; content <= FragmentLayer.MaxAssemblies; content++)
            Assert.Null(Take(content, 0, 2, [1]));
        Assert.Null(Take(1, 0, 2, [1]));
        Assert.Equal(0, _counters[GroupCounter.AssembliesEvicted]);

        Assert.Null(Take(99, 0, 2, [1]));

        Assert.Equal(1, _counters[GroupCounter.AssembliesEvicted]);
        Assert.Equal([1, 2], Take(1, 1, 2, [2])!);
        Assert.Null(Take(2, 1, 2, [2]));
    }

    [Fact]
    public void A_frame_that_grows_over_the_largest_body_is_thrown_away()
    {
        var half = new byte[(FramePacker.MaxBodyBytes / 2) + 1];
        Assert.Null(Take(5, 0, 3, half));
        Assert.Null(Take(5, 1, 3, half));
        Assert.Equal(1, _counters[GroupCounter.Malformed]);

        Assert.Null(Take(5, 1, 3, [2]));
        Assert.Null(Take(5, 2, 3, [3]));
        Assert.Equal([1, 2, 3], Take(5, 0, 3, [1])!);
    }

    [Theory]
    [InlineData(FragmentFrame.MaxPieces, true)]
    [InlineData(FragmentFrame.MaxPieces + 1, false)]
    public void A_frame_has_at_most_so_many_pieces(int count, bool reads) =>
        Assert.Equal(reads, FragmentFrame.TryRead(Piece(0, count, [1]), out _));

    [Fact]
    public void Empty_pieces_places_past_the_end_and_fragments_of_fragments_do_not_read()
    {
        Assert.False(FragmentFrame.TryRead(Piece(0, 2, []), out _));
        Assert.False(FragmentFrame.TryRead(Piece(2, 2, [1]), out _));
        Assert.False(FragmentFrame.TryRead(Piece(0, 0, [1]), out _));
        Assert.False(FragmentFrame.TryRead(Piece(0, 2, [1], FrameKind.Fragment), out _));
    }

    private static byte[] Piece(int index, int count, byte[] piece, FrameKind kind = FrameKind.Result, ulong number = 1)
    {
        var bytes = new byte[FragmentFrame.OverheadBytes + piece.Length];
        var writer = new SpanWriter(bytes);
        FragmentFrame.Write(ref writer, kind, number, (ushort)index, (ushort)count, piece);
        return bytes;
    }

    private byte[]? Take(ulong content, int index, int count, byte[] piece, ulong number = 1, NodeTag? sender = null)
    {
        Assert.True(FragmentFrame.TryRead(Piece(index, count, piece, number: number), out FragmentFrame frame));
        return _layer.TryComplete(sender ?? s_sender, content, frame, out _, out _, out byte[] body) ? body : null;
    }
}
