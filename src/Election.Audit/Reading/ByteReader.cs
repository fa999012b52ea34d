using System.Buffers.Binary;
using System.Text.Unicode;
using System.Text;

namespace Election.Audit.Reading;

/// <summary>
/// Reads fields from the front of a byte span. The first field that does not fit sets <see cref="Failed"/>, and every later read is empty.
/// </summary>
internal ref struct ByteReader
{
    private ReadOnlySpan<byte> _rest;

    internal ByteReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    internal bool Failed { get; private set; }

    /// <summary>True if every field fitted and nothing is left.</summary>
    internal readonly bool IsDone => !Failed && _rest.IsEmpty;

    internal ReadOnlySpan<byte> Take(long length)
    {
        if (Failed || length > _rest.Length)
        {
            Failed = true;
            return default;
        }
        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    internal ulong Number(int bytes)
    {
        ulong value = 0;
        foreach (byte b in Take(bytes))
            value = (value << 8) | b;
        return value;
    }

    /// <summary>Reads bytes that follow their length, which itself takes <paramref name="lengthBytes"/> bytes.</summary>
    internal ReadOnlySpan<byte> Counted(int lengthBytes)
    {
        ulong length = Number(lengthBytes);
        return Take((long)length);
    }

    internal string Text(int lengthBytes)
    {
        ReadOnlySpan<byte> bytes = Counted(lengthBytes);
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        Failed = true;
        return "";
    }

    /// <summary>Returns the number as 8 bytes, big-endian.</summary>
    internal static byte[] U64(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Returns the number as 4 bytes, big-endian.</summary>
    internal static byte[] U32(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Returns the number as 2 bytes, big-endian.</summary>
    internal static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];
}
