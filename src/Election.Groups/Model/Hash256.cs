using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Election.Groups.Model;

/// <summary>A SHA-256 digest (FIPS 180-4) as a value: 32 bytes held as four big-endian words.</summary>
public readonly record struct Hash256 : IComparable<Hash256>
{
    /// <summary>The length of a digest, in bytes.</summary>
    public const int SizeBytes = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Reads a digest.</summary>
    /// <param name="bytes">Exactly <see cref="SizeBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The length is wrong: a defect of the caller, never of a peer.</exception>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
            throw new ArgumentException($"A digest has {SizeBytes} bytes, not {bytes.Length}.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Returns the digest of <paramref name="bytes"/>.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SizeBytes];
        SHA256.HashData(bytes, digest);
        return new Hash256(digest);
    }

    /// <summary>The first eight bytes, as a big-endian number: a short tag, not an identity.</summary>
    public ulong Prefix => _a;

    /// <summary>True if every byte is zero, which stands for "none".</summary>
    public bool IsZero => (_a | _b | _c | _d) == 0;

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>Returns the 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[SizeBytes];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Compares the bytes, so that a set of digests has one order on every machine.</summary>
    public int CompareTo(Hash256 other) =>
        _a != other._a ? _a.CompareTo(other._a) :
        _b != other._b ? _b.CompareTo(other._b) :
        _c != other._c ? _c.CompareTo(other._c) : _d.CompareTo(other._d);

    /// <summary>Returns 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
