using System.Buffers.Binary;

namespace Election.Groups.Model;

/// <summary>Writes big-endian fields into a span. Writing past the end is a defect of the caller and throws, as with any span.</summary>
public ref struct SpanWriter
{
    private readonly Span<byte> _target;

    /// <summary>Starts at the beginning of <paramref name="target"/>.</summary>
    public SpanWriter(Span<byte> target) => _target = target;

    /// <summary>The number of bytes written so far.</summary>
    public int Position { get; private set; }

    /// <summary>The bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _target[..Position];

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => _target[Position++] = value;

    /// <summary>Writes 2 bytes.</summary>
    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_target[Position..], value);
        Position += sizeof(ushort);
    }

    /// <summary>Writes 4 bytes.</summary>
    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_target[Position..], value);
        Position += sizeof(uint);
    }

    /// <summary>Writes 8 bytes.</summary>
    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_target[Position..], value);
        Position += sizeof(ulong);
    }

    /// <summary>Writes 32 bytes.</summary>
    public void Hash(in Hash256 hash)
    {
        hash.CopyTo(_target[Position..]);
        Position += Hash256.SizeBytes;
    }

    /// <summary>Writes bytes without a length.</summary>
    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_target[Position..]);
        Position += bytes.Length;
    }

    /// <summary>Writes a one-byte length and the bytes.</summary>
    public void Short(scoped ReadOnlySpan<byte> bytes)
    {
        Byte(checked((byte)bytes.Length));
        Raw(bytes);
    }

    /// <summary>Writes a two-byte length and the bytes.</summary>
    public void Medium(scoped ReadOnlySpan<byte> bytes)
    {
        UInt16(checked((ushort)bytes.Length));
        Raw(bytes);
    }

    /// <summary>Writes a four-byte length and the bytes.</summary>
    public void Long(scoped ReadOnlySpan<byte> bytes)
    {
        UInt32((uint)bytes.Length);
        Raw(bytes);
    }
}
