using System.Buffers.Binary;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Runtime.Storage;

/// <summary>
/// The journal file, all numbers big-endian. Header: magic "ELECTJNL" (8), version (2), zero (2), salt (8), CRC-32C of the 20 bytes
/// before (4). Then records: checksum (4), length of the content (4), kind (1), content. A record's checksum is CRC-32C over salt,
/// length, kind and the CRC-32C of the content.
/// The salt is drawn for each file, so that bytes inside a record, which others may have chosen, are never taken for a record.
/// </summary>
public static class JournalFormat
{
    /// <summary>The version that this program writes and reads.</summary>
    public const ushort Version = 1;

    /// <summary>The length of the file's header, in bytes.</summary>
    public const int HeaderBytes = 24;

    /// <summary>The length of a record's header, in bytes.</summary>
    public const int RecordHeaderBytes = 9;

    /// <summary>The largest content of a record, in bytes.</summary>
    public const int MaxRecordBytes = 16 * 1024 * 1024;

    internal const int SaltBytes = 8;
    internal const int SaltOffset = 12;
    private const int ChecksumOffset = 20;
    private const int LengthOffset = 4;
    private const int KindOffset = 8;

    private static ReadOnlySpan<byte> Magic => "ELECTJNL"u8;

    /// <summary>Writes the file's header.</summary>
    internal static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> salt)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], Version);
        header[10..SaltOffset].Clear();
        salt.CopyTo(header[SaltOffset..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[ChecksumOffset..], Crc32C.Of(header[..ChecksumOffset]));
    }

    /// <summary>Seals a record whose content already stands after the space for its header.</summary>
    internal static void SealRecord(Span<byte> record, JournalRecordKind kind, ulong salt)
    {
        BinaryPrimitives.WriteUInt32BigEndian(record[LengthOffset..], (uint)(record.Length - RecordHeaderBytes));
        record[KindOffset] = (byte)kind;
        BinaryPrimitives.WriteUInt32BigEndian(record, ChecksumOf(record, salt));
    }

    /// <summary>Reads the header; returns the condition it indicates, and the salt.</summary>
    internal static JournalCondition ReadHeader(ReadOnlySpan<byte> file, out ulong salt)
    {
        salt = 0;
        if (file.Length < HeaderBytes)
            return JournalCondition.Missing;
        ReadOnlySpan<byte> header = file[..HeaderBytes];
        bool isWhole = Crc32C.Of(header[..ChecksumOffset]) == BinaryPrimitives.ReadUInt32BigEndian(header[ChecksumOffset..]);
        if (!isWhole || !header.StartsWith(Magic))
            return JournalCondition.Damaged;
        if (BinaryPrimitives.ReadUInt16BigEndian(header[8..]) != Version)
            return JournalCondition.ForeignVersion;
        salt = BinaryPrimitives.ReadUInt64BigEndian(header[SaltOffset..]);
        return JournalCondition.Intact;
    }

    /// <summary>
    /// Reads the record at the start of <paramref name="rest"/>; <see langword="false"/> if there is no complete and intact one.
    /// </summary>
    internal static bool TryReadRecord(ReadOnlySpan<byte> rest, ulong salt, out JournalRecordKind kind, out int recordBytes)
    {
        kind = default;
        recordBytes = 0;
        if (rest.Length < RecordHeaderBytes)
            return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest[LengthOffset..]);
        if (length > MaxRecordBytes || length > (uint)(rest.Length - RecordHeaderBytes))
            return false;
        ReadOnlySpan<byte> record = rest[..(RecordHeaderBytes + (int)length)];
        if (BinaryPrimitives.ReadUInt32BigEndian(record) != ChecksumOf(record, salt))
            return false;
        kind = (JournalRecordKind)record[KindOffset];
        recordBytes = record.Length;
        return true;
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> record, ulong salt)
    {
        Span<byte> prefix = stackalloc byte[SaltBytes + sizeof(uint) + 1 + sizeof(uint)];
        BinaryPrimitives.WriteUInt64BigEndian(prefix, salt);
        record[LengthOffset..RecordHeaderBytes].CopyTo(prefix[SaltBytes..]);
        BinaryPrimitives.WriteUInt32BigEndian(prefix[^sizeof(uint)..], Crc32C.Of(record[RecordHeaderBytes..]));
        return Crc32C.Of(prefix);
    }
}
