using System.Buffers.Binary;
using System.Numerics;

namespace Election.Groups.Wire;

/// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4): it detects noise, not forgery.</summary>
public static class Crc32C
{
    /// <summary>Returns the checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
