using System.Buffers.Binary;

namespace Election.Groups.Model;

/// <summary>
/// Reads big-endian fields from untrusted bytes. It never throws: the first field that does not fit sets <see cref="Failed"/>, and from
/// then on every read returns zero or nothing.
/// </summary>
public ref struct SpanReader
{
    private readonly ReadOnlySpan<byte> _source;
    private int _position;

    /// <summary>Starts at the beginning of <paramref name="source"/>.</summary>
    public SpanReader(ReadOnlySpan<byte> source) => _source = source;

    /// <summary>True if a field did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>True if every field fitted and nothing is left over.</summary>
    public readonly bool AtEnd => !Failed && _position == _source.Length;

    /// <summary>The number of bytes left to read.</summary>
    public readonly int Remaining => _source.Length - _position;

    /// <summary>The number of bytes read so far.</summary>
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

    /// <summary>Reads all remaining bytes.</summary>
    public ReadOnlySpan<byte> Rest() => Raw(Remaining);

    /// <summary>Marks the content as invalid.</summary>
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
