using System.Buffers.Binary;

namespace Election.Groups.Model;

/// <summary>
/// Reads big-endian fields out of bytes that anyone may have sent. It never throws: the first field that does not fit makes
/// <see cref="Failed"/> true, and from then on every read returns zero or nothing.
/// </summary>
public ref struct SpanReader
{
    private readonly ReadOnlySpan<byte> _source;
    private int _position;

    /// <summary>Starts at the beginning of <paramref name="source"/>.</summary>
    public SpanReader(ReadOnlySpan<byte> source) => _source = source;

    /// <summary>Whether a field did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether every field fitted and nothing is left over.</summary>
    public readonly bool AtEnd => !Failed && _position == _source.Length;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _source.Length - _position;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Take(1, out ReadOnlySpan<byte> bytes) ? bytes[0] : (byte)0;

    /// <summary>Reads 2 bytes.</summary>
    public ushort UInt16() => Take(sizeof(ushort), out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    /// <summary>Reads 4 bytes.</summary>
    public uint UInt32() => Take(sizeof(uint), out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>Reads 8 bytes.</summary>
    public ulong UInt64() => Take(sizeof(ulong), out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    /// <summary>Reads 32 bytes.</summary>
    public Hash256 Hash() => Take(Hash256.SizeBytes, out ReadOnlySpan<byte> bytes) ? new Hash256(bytes) : default;

    /// <summary>Reads <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Raw(int length) => Take(length, out ReadOnlySpan<byte> bytes) ? bytes : default;

    /// <summary>Reads a one-byte length and that many bytes.</summary>
    public ReadOnlySpan<byte> Short() => Raw(Byte());

    /// <summary>Reads a two-byte length and that many bytes.</summary>
    public ReadOnlySpan<byte> Medium() => Raw(UInt16());

    /// <summary>Reads a four-byte length, at most <paramref name="most"/>, and that many bytes.</summary>
    public ReadOnlySpan<byte> Long(int most)
    {
        uint length = UInt32();
        if (length <= (uint)most)
            return Raw((int)length);
        Failed = true;
        return default;
    }

    /// <summary>Reads all that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Raw(Remaining);

    /// <summary>Marks the bytes as not what they should be.</summary>
    public void Fail() => Failed = true;

    private bool Take(int length, out ReadOnlySpan<byte> bytes)
    {
        if (Failed || length < 0 || length > Remaining)
        {
            Failed = true;
            bytes = default;
            return false;
        }
        bytes = _source.Slice(_position, length);
        _position += length;
        return true;
    }
}
