using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>
/// Puts the pieces of a record together. All come from one holder, the first that answers, since two holders have different certificates;
/// a holder that stops answering is given up for the next. Nothing here is trusted: the caller audits the record.
/// </summary>
public sealed class RecordAssembly
{
    /// <summary>The largest record, in bytes.</summary>
    public const int MaxRecordBytes = 64 * 1024 * 1024;

    /// <summary>The largest number of bytes asked for at a time.</summary>
    public const int WindowBytes = 32 * 1024;

    /// <summary>The number of asks without an answer after which the holder is given up.</summary>
    public const int MaxUnanswered = 10;

    private readonly SortedDictionary<ulong, byte[]> _ahead = [];
    private byte[] _record = [];
    private int _length;
    private int _asked;
    private int _unanswered;
    private NodeTag _holder;

    /// <summary>True if every byte is here.</summary>
    public bool IsComplete => _record.Length > 0 && _length == _record.Length;

    /// <summary>The record, if it is complete.</summary>
    public ReadOnlyMemory<byte> Record => _record;

    /// <summary>The node that the record comes from.</summary>
    public NodeTag Holder => _holder;

    /// <summary>Returns the next ask, and counts it as unanswered.</summary>
    public RecordAsk Ask()
    {
        if (_unanswered++ >= MaxUnanswered)
            Forget();
        _asked = _length + WindowBytes;
        return new RecordAsk(_holder, (ulong)_length, WindowBytes);
    }

    /// <summary>Forgets the pieces and their holder, whose record did not prove what it should.</summary>
    public void Forget()
    {
        _ahead.Clear();
        _record = [];
        _length = _unanswered = 0;
        _holder = default;
    }

    /// <summary>Takes a piece.</summary>
    /// <returns>True if the pieces that were asked for are here: the next may be asked for at once.</returns>
    public bool Take(NodeTag sender, ulong offset, ReadOnlySpan<byte> body)
    {
        if (IsComplete || !RecordPiece.TryRead(body, out uint total, out ReadOnlySpan<byte> piece))
            return false;
        if (_record.Length == 0 && total is > 0 and <= MaxRecordBytes)
        {
            _record = new byte[total];
            _holder = sender;
        }
        // Ahead of the window there is nothing that was asked for.
        bool isWanted = sender == _holder && total == _record.Length && offset >= (ulong)_length
            && offset + (ulong)piece.Length <= (ulong)Math.Min(_record.Length, _length + WindowBytes + piece.Length);
        if (!isWanted)
            return false;
        _unanswered = 0;
        _ahead[offset] = piece.ToArray();
        while (_ahead.Count > 0 && _ahead.First() is var (at, bytes) && at <= (ulong)_length)
        {
            _ahead.Remove(at);
            int fresh = (int)Math.Max(0, (long)at + bytes.Length - _length);
            bytes.AsSpan(bytes.Length - fresh).CopyTo(_record.AsSpan(_length));
            _length += fresh;
        }
        return _length >= _asked || IsComplete;
    }
}
