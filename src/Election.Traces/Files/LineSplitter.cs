namespace Election.Traces.Files;

/// <summary>Splits a file that arrives in pieces into lines.</summary>
internal sealed class LineSplitter
{
    /// <summary>The longest line accepted, in bytes.</summary>
    public const int MaxLineBytes = 1 << 20;

    private readonly LineTaker _take;
    private readonly byte[] _rest = new byte[MaxLineBytes];
    private int _restBytes;

    public LineSplitter(LineTaker take) => _take = take;

    /// <summary>Receives every line, without its end; returns whether it wants more.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <param name="isWhole">True if the line ended with a line feed.</param>
    public delegate bool LineTaker(ReadOnlySpan<byte> line, bool isWhole);

    /// <summary>The number of the latest line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>True once a line was longer than <see cref="MaxLineBytes"/>.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Takes the next piece; <see langword="false"/> if no more lines are wanted.</summary>
    public bool Take(ReadOnlySpan<byte> piece)
    {
        while (!IsTooLong)
        {
            int end = piece.IndexOf((byte)'\n');
            ReadOnlySpan<byte> part = end < 0 ? piece : piece[..end];
            if (_restBytes + part.Length > MaxLineBytes)
            {
                IsTooLong = true;
                Line++;
                return false;
            }
            if (end < 0 || _restBytes > 0)
            {
                part.CopyTo(_rest.AsSpan(_restBytes));
                _restBytes += part.Length;
                part = _rest.AsSpan(0, _restBytes);
            }
            if (end < 0)
                return true;
            _restBytes = 0;
            Line++;
            if (!_take(Trimmed(part), true))
                return false;
            piece = piece[(end + 1)..];
        }
        return false;
    }

    /// <summary>Ends the file, and hands on a last line without a line feed.</summary>
    public bool End()
    {
        if (_restBytes == 0)
            return true;
        Line++;
        return _take(Trimmed(_rest.AsSpan(0, _restBytes)), false);
    }

    // Some systems end lines with a carriage return as well.
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => line is [.. var before, (byte)'\r'] ? before : line;
}
