
namespace Election.Node.Talk.Plain;

/// <summary>
/// A standard stream that never throws. Once the other end is gone (<c>election … | head -1</c>), what is written is dropped; once it
/// takes no more, as a full disk, so is what follows, and <see cref="Failure"/> says why.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly Stream _stream;

    public StandardStream(Stream stream) => _stream = stream;

    /// <summary>Why the first thing that could not be written could not be; null while all was.</summary>
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
