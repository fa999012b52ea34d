using System.Buffers.Binary;
using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>Why a datagram was not taken.</summary>
public enum DatagramRefusal
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>Shorter than a header and a checksum.</summary>
    TooShort,

    /// <summary>Not of this protocol.</summary>
    ForeignMagic,

    /// <summary>Of a version this program does not speak.</summary>
    ForeignVersion,

    /// <summary>Of another group on the same port.</summary>
    ForeignGroup,

    /// <summary>The checksum differs: noise.</summary>
    BadChecksum,
}

/// <summary>
/// The start of every datagram: magic "EL", version, flags, group, sender, incarnation, epoch; the frames follow, and a CRC-32C over
/// everything before it ends the datagram. Guarantee: what <see cref="TryOpen"/> accepts was written by <see cref="Seal"/>, but for a
/// chance of 2⁻³². All fields big-endian.
/// </summary>
/// <param name="Group">Which group the datagram belongs to.</param>
/// <param name="Sender">Who sent this copy.</param>
/// <param name="Incarnation">Which life of the sender.</param>
/// <param name="Epoch">The sender's epoch.</param>
public readonly record struct DatagramHeader(ulong Group, NodeTag Sender, Incarnation Incarnation, Epoch Epoch)
{
    /// <summary>Bytes before the first frame.</summary>
    public const int SizeBytes = 32;

    /// <summary>Bytes of the checksum at the end.</summary>
    public const int ChecksumBytes = 4;

    /// <summary>The largest UDP payload over IPv4: 65535 less the IP and UDP headers (RFC 768, RFC 791).</summary>
    public const int MaxDatagramBytes = 65507;

    /// <summary>The version this program speaks.</summary>
    public const byte Version = 1;

    private const ushort Magic = 0x454C;

    /// <summary>Writes the header to the first <see cref="SizeBytes"/> bytes of <paramref name="datagram"/>.</summary>
    public void Write(Span<byte> datagram)
    {
        var writer = new SpanWriter(datagram);
        writer.UInt16(Magic);
        writer.Byte(Version);
        writer.Byte(0);
        writer.UInt64(Group);
        writer.UInt64(Sender.Value);
        writer.UInt64(Incarnation.Value);
        writer.UInt32(Epoch.Number);
    }

    /// <summary>Writes the checksum into the last <see cref="ChecksumBytes"/> bytes of a whole datagram.</summary>
    public static void Seal(Span<byte> datagram) =>
        BinaryPrimitives.WriteUInt32BigEndian(datagram[^ChecksumBytes..], Crc32C.Of(datagram[..^ChecksumBytes]));

    /// <summary>Checks a datagram of <paramref name="group"/> and gives its header and frames, or the reason why not.</summary>
    public static DatagramRefusal TryOpen(ReadOnlySpan<byte> datagram, ulong group, out DatagramHeader header, out ReadOnlySpan<byte> frames)
    {
        header = default;
        frames = default;
        if (datagram.Length < SizeBytes + ChecksumBytes)
            return DatagramRefusal.TooShort;
        var reader = new SpanReader(datagram);
        if (reader.UInt16() != Magic)
            return DatagramRefusal.ForeignMagic;
        if (reader.Byte() != Version || reader.Byte() != 0)
            return DatagramRefusal.ForeignVersion;
        header = new DatagramHeader(reader.UInt64(), new NodeTag(reader.UInt64()), new Incarnation(reader.UInt64()), new Epoch(reader.UInt32()));
        if (header.Group != group)
            return DatagramRefusal.ForeignGroup;
        if (Crc32C.Of(datagram[..^ChecksumBytes]) != BinaryPrimitives.ReadUInt32BigEndian(datagram[^ChecksumBytes..]))
            return DatagramRefusal.BadChecksum;
        frames = datagram[SizeBytes..^ChecksumBytes];
        return DatagramRefusal.None;
    }
}
