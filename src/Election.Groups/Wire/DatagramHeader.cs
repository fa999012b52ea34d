using System.Buffers.Binary;
using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>The reasons for refusing a datagram.</summary>
public enum DatagramRefusal
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>Shorter than a header and a checksum.</summary>
    TooShort,

    /// <summary>Not a datagram of this protocol.</summary>
    ForeignMagic,

    /// <summary>A version that this program does not speak.</summary>
    ForeignVersion,

    /// <summary>Another group on the same port.</summary>
    ForeignGroup,

    /// <summary>The checksum differs: noise.</summary>
    BadChecksum,
}

/// <summary>
/// The start of every datagram: magic "EL", version, flags, group, sender, incarnation, epoch, election. The frames follow, and a CRC-32C
/// over everything before it ends the datagram. Guarantee: <see cref="TryOpen"/> accepts only what <see cref="Seal"/> wrote, except with
/// a probability of 2⁻³². All fields are big-endian.
/// </summary>
/// <param name="Group">The tag of the group that the datagram belongs to.</param>
/// <param name="Sender">The node that sent this copy.</param>
/// <param name="Incarnation">The sender's life.</param>
/// <param name="Epoch">The sender's epoch.</param>
public readonly record struct DatagramHeader(ulong Group, NodeTag Sender, Incarnation Incarnation, Epoch Epoch)
{
    /// <summary>The length of the header, in bytes.</summary>
    public const int SizeBytes = 40;

    /// <summary>The length of the checksum at the end, in bytes.</summary>
    public const int ChecksumBytes = 4;

    /// <summary>The largest UDP payload over IPv4, in bytes: 65535 minus the IP and UDP headers (RFC 768, RFC 791).</summary>
    public const int MaxDatagramBytes = 65507;

    /// <summary>The version that this program speaks.</summary>
    public const byte Version = 2;

    private const ushort Magic = 0x454C;
    private const int ElectionOffset = 32;

    /// <summary>
    /// The election to which the sender is bound by its READY or by START; <see cref="ElectionTag.None"/> for a node that is free to join
    /// one.
    /// </summary>
    public ElectionTag Election { get; init; }

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
        writer.UInt64(Election.Value);
    }

    /// <summary>
    /// Reads <see cref="Election"/> without checking the datagram; <see cref="ElectionTag.None"/> if the datagram is too short to have one.
    /// </summary>
    public static ElectionTag PeekElection(ReadOnlySpan<byte> datagram) => datagram.Length < SizeBytes + ChecksumBytes
        ? ElectionTag.None : new ElectionTag(BinaryPrimitives.ReadUInt64BigEndian(datagram[ElectionOffset..]));

    /// <summary>Writes the checksum into the last <see cref="ChecksumBytes"/> bytes of a complete datagram.</summary>
    public static void Seal(Span<byte> datagram) =>
        BinaryPrimitives.WriteUInt32BigEndian(datagram[^ChecksumBytes..], Crc32C.Of(datagram[..^ChecksumBytes]));

    /// <summary>Checks a datagram of <paramref name="group"/>; returns its header and frames, or the reason for refusing it.</summary>
    public static DatagramRefusal TryOpen(
        ReadOnlySpan<byte> datagram, ulong group, out DatagramHeader header, out ReadOnlySpan<byte> frames)
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
        header = new DatagramHeader(
            reader.UInt64(), new NodeTag(reader.UInt64()), new Incarnation(reader.UInt64()), new Epoch(reader.UInt32()))
        {
            Election = new ElectionTag(reader.UInt64()),
        };
        if (header.Group != group)
            return DatagramRefusal.ForeignGroup;
        if (Crc32C.Of(datagram[..^ChecksumBytes]) != BinaryPrimitives.ReadUInt32BigEndian(datagram[^ChecksumBytes..]))
            return DatagramRefusal.BadChecksum;
        frames = datagram[SizeBytes..^ChecksumBytes];
        return DatagramRefusal.None;
    }
}
