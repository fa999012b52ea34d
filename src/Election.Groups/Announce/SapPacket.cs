using Election.Groups.Model;

namespace Election.Groups.Announce;

/// <summary>
/// One packet of the Session Announcement Protocol (RFC 2974, section 6): the announcer, the identity of the announcement, and a
/// description. Encrypted and compressed packets are not opened; authentication data are skipped and not trusted.
/// </summary>
public readonly ref struct SapPacket
{
    /// <summary>The longest packet read, in bytes. RFC 2974 recommends at most 1 kB.</summary>
    public const int MaxBytes = 2048;

    private const int Version = 1;
    private const int Ipv6Flag = 0x10, DeletionFlag = 0x04, EncryptedFlag = 0x02, CompressedFlag = 0x01;
    private const int Ipv4Bytes = 4, Ipv6Bytes = 16;
    private const int MaxTypeBytes = 64;

    private SapPacket(bool isDeletion, ushort messageHash, ReadOnlySpan<byte> origin, ReadOnlySpan<byte> payload)
    {
        IsDeletion = isDeletion;
        MessageHash = messageHash;
        Origin = origin;
        Payload = payload;
    }

    /// <summary>True if the packet withdraws the announcement.</summary>
    public bool IsDeletion { get; }

    /// <summary>Identifies the announcement, together with the origin.</summary>
    public ushort MessageHash { get; }

    /// <summary>The address that the announcer claims: 4 bytes for IPv4, 16 for IPv6.</summary>
    public ReadOnlySpan<byte> Origin { get; }

    /// <summary>The description, in SDP.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    private static ReadOnlySpan<byte> SdpType => "application/sdp"u8;

    private static ReadOnlySpan<byte> SdpStart => "v=0"u8;

    /// <summary>Reads a packet from an untrusted sender. Never throws.</summary>
    public static AnnouncementKind Read(ReadOnlySpan<byte> datagram, out SapPacket packet)
    {
        packet = default;
        if (datagram.Length > MaxBytes)
            return AnnouncementKind.Malformed;
        var reader = new SpanReader(datagram);
        byte flags = reader.Byte();
        int authenticationWords = reader.Byte();
        ushort hash = reader.UInt16();
        ReadOnlySpan<byte> origin = reader.Raw((flags & Ipv6Flag) == 0 ? Ipv4Bytes : Ipv6Bytes);
        reader.Raw(authenticationWords * sizeof(uint));
        ReadOnlySpan<byte> rest = reader.Rest();
        if (reader.Failed || flags >> 5 != Version)
            return AnnouncementKind.Malformed;
        // Hash 0 marks version 0 announcers, whose announcements cannot be told apart.
        if ((flags & (EncryptedFlag | CompressedFlag)) != 0 || hash == 0)
            return AnnouncementKind.Unsupported;
        bool isDeletion = (flags & DeletionFlag) != 0;
        AnnouncementKind kind = PayloadOf(rest, isDeletion, out ReadOnlySpan<byte> payload);
        if (kind is AnnouncementKind.Session)
            packet = new SapPacket(isDeletion, hash, origin, payload);
        return kind;
    }

    /// <summary>Writes an announcement, or its withdrawal.</summary>
    /// <param name="isDeletion">True for a withdrawal.</param>
    /// <param name="origin">The announcer's address: 4 or 16 bytes.</param>
    /// <param name="messageHash">The announcement's hash; never 0.</param>
    /// <param name="description">The description; for a withdrawal, its <c>o=</c> line is enough.</param>
    public static byte[] Write(bool isDeletion, ReadOnlySpan<byte> origin, ushort messageHash, ReadOnlySpan<byte> description)
    {
        var packet = new byte[1 + 1 + sizeof(ushort) + origin.Length + SdpType.Length + 1 + description.Length];
        var writer = new SpanWriter(packet);
        writer.Byte((byte)((Version << 5) | (origin.Length == Ipv6Bytes ? Ipv6Flag : 0) | (isDeletion ? DeletionFlag : 0)));
        writer.Byte(0);
        writer.UInt16(messageHash);
        writer.Raw(origin);
        writer.Raw(SdpType);
        writer.Byte(0);
        writer.Raw(description);
        return packet;
    }

    private static AnnouncementKind PayloadOf(ReadOnlySpan<byte> rest, bool isDeletion, out ReadOnlySpan<byte> payload)
    {
        payload = rest;
        // Without a type it is SDP. The header says which announcement is withdrawn.
        if (rest.StartsWith(SdpStart) || isDeletion)
            return AnnouncementKind.Session;
        int zero = rest[..Math.Min(rest.Length, MaxTypeBytes)].IndexOf((byte)0);
        if (zero < 0)
            return AnnouncementKind.Malformed;
        payload = rest[(zero + 1)..];
        return System.Text.Ascii.EqualsIgnoreCase(rest[..zero], SdpType) ? AnnouncementKind.Session : AnnouncementKind.Unsupported;
    }
}
