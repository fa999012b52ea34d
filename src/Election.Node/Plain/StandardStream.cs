namespace Election.Node.Plain;

/// <summary>
/// A standard stream that outlives its reader: once the other end is gone (<c>election … | head -1</c>), what is written is dropped.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly Stream _stream;
    private bool _isGone;

    public StandardStream(Stream stream) => _stream = stream;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isGone)
            return;
        try
        {
            _stream.Write(buffer);
        }
        catch (IOException)
        {
            _isGone = true;
        }
    }

    public override void Flush()
    {
        if (_isGone)
            return;
        try
        {
            _stream.Flush();
        }
        catch (IOException)
        {
            _isGone = true;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
