
namespace Election.Node.Talk.Plain;

/// <summary>
/// A standard stream that never throws. Once the reader is gone (<c>election … | head -1</c>), output is dropped. Once a write fails, for
/// example because the disk is full, all later output is dropped too, and <see cref="Failure"/> gives the reason.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly Stream _stream;

    public StandardStream(Stream stream) => _stream = stream;

    /// <summary>The reason why the first failed write failed; null if every write succeeded.</summary>
    public string? Failure { get; private set; }

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
        if (Failure is not null)
            return;
        try
        {
            _stream.Write(buffer);
        }
        catch (IOException failure)
        {
            Failure = failure.Message;
        }
    }

    public override void Flush()
    {
        if (Failure is not null)
            return;
        try
        {
            _stream.Flush();
        }
        catch (IOException failure)
        {
            Failure = failure.Message;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
