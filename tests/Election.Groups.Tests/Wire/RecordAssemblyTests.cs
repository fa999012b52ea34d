using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Wire;

public sealed class RecordAssemblyTests
{
    private const int PieceBytes = 1000;

    private static readonly NodeTag s_first = new(1), s_second = new(2);
    private readonly RecordAssembly _assembly = new();

    [Fact]
    public void A_record_is_whole_whatever_the_order_and_the_number_of_its_pieces()
    {
        byte[] record = Record(3 * RecordAssembly.WindowBytes + 17);
        while (!_assembly.IsComplete)
        {
            RecordAsk ask = _assembly.Ask();
            foreach (int offset in OffsetsOf(ask, record).Reverse().Concat(OffsetsOf(ask, record)))
                Take(s_first, record, offset);
        }
        Assert.Equal(record, _assembly.Record.ToArray());
        Assert.Equal(s_first, _assembly.Holder);
    }

    [Fact]
    public void The_last_of_the_pieces_that_were_asked_for_calls_for_the_next()
    {
        byte[] record = Record(2 * RecordAssembly.WindowBytes);
        int[] offsets = OffsetsOf(_assembly.Ask(), record);
        Assert.All(offsets[..^1], offset => Assert.False(Take(s_first, record, offset)));
        Assert.True(Take(s_first, record, offsets[^1]));
        Assert.True(_assembly.Ask().Offset >= RecordAssembly.WindowBytes);
    }

    [Fact]
    public void Pieces_of_a_second_holder_are_not_mixed_in()
    {
        byte[] record = Record(2 * PieceBytes), other = Record(2 * PieceBytes);
        other[PieceBytes] ^= 1;
        _assembly.Ask();
        Take(s_first, record, 0);
        Take(s_second, other, PieceBytes);
        Assert.False(_assembly.IsComplete);
        Take(s_first, record, PieceBytes);
        Assert.Equal(record, _assembly.Record.ToArray());
    }

    [Fact]
    public void A_holder_that_answers_no_more_is_given_up_for_another()
    {
        byte[] record = Record(2 * PieceBytes);
        _assembly.Ask();
        Take(s_first, record, 0);
        for (int i = 0; i < RecordAssembly.MaxUnanswered; i++)
            Assert.Equal(s_first, _assembly.Ask().Holder);
        Assert.Equal(new RecordAsk(default, 0, RecordAssembly.WindowBytes), _assembly.Ask());
        Take(s_second, record, 0);
        Take(s_second, record, PieceBytes);
        Assert.Equal(s_second, _assembly.Holder);
        Assert.True(_assembly.IsComplete);
    }

    [Fact]
    public void Pieces_that_nobody_asked_for_take_no_room()
    {
        _assembly.Ask();
        Assert.False(_assembly.Take(s_first, 0, Piece(RecordAssembly.MaxRecordBytes + 1L, [1])));
        Assert.False(_assembly.Take(s_first, 0, Piece(0, [1])));
        Assert.False(_assembly.Take(s_first, 0, [0, 0, 0, 1]));
        Assert.False(_assembly.Take(s_first, 0, [0]));
        Assert.Equal(default, _assembly.Holder);
        byte[] record = Record(3 * RecordAssembly.WindowBytes);
        Take(s_first, record, 0);
        Take(s_first, record, 2 * RecordAssembly.WindowBytes);
        foreach (int offset in OffsetsOf(new RecordAsk(default, 0, RecordAssembly.WindowBytes), record))
            Take(s_first, record, offset);
        Assert.True(_assembly.Ask().Offset < 2 * RecordAssembly.WindowBytes, "a piece ahead of the window was kept");
    }

    private bool Take(NodeTag sender, byte[] record, int offset) =>
        _assembly.Take(sender, (ulong)offset, Piece(record.Length, record[offset..Math.Min(record.Length, offset + PieceBytes)]));

    private static int[] OffsetsOf(RecordAsk ask, byte[] record) =>
        [.. Enumerable.Range(0, (int)(ask.Bytes / PieceBytes) + 1).Select(at => (int)ask.Offset + at * PieceBytes)
            .Where(offset => offset < record.Length)];

    private static byte[] Piece(long total, byte[] bytes) => [.. BitConverter.GetBytes((uint)total).Reverse(), .. bytes];

    private static byte[] Record(int length) => [.. Enumerable.Range(0, length).Select(at => (byte)(at * 7 + at / 256))];
}
