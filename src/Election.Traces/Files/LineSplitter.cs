namespace Election.Traces.Files;

/// <summary>Cuts a file that comes in pieces into lines.</summary>
internal sealed class LineSplitter
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLineBytes = 1 << 20;

    private readonly LineTaker _take;
    private readonly byte[] _rest = new byte[MaxLineBytes];
    private int _restBytes;

    public LineSplitter(LineTaker take) => _take = take;

    /// <summary>Is given every line, without its end; answers whether it wants more.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <param name="isWhole">Whether it ended with a line feed.</param>
    public delegate bool LineTaker(ReadOnlySpan<byte> line, bool isWhole);

    /// <summary>The line that came last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether a line was longer than <see cref="MaxLineBytes"/>.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Takes the next piece; <see langword="false"/> when nobody wants more.</summary>
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

    /// <summary>The file is over.</summary>
    public bool End()
    {
        if (_restBytes == 0)
            return true;
        Line++;
        return _take(Trimmed(_rest.AsSpan(0, _restBytes)), false);
    }

    // Lines that another system ended with a carriage return, too.
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => line is [.. var before, (byte)'\r'] ? before : line;
}
