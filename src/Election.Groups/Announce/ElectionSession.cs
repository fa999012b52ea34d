using System.Globalization;
using System.Text;
using Election.Groups.Model;

namespace Election.Groups.Announce;

/// <summary>
/// An election as a session description (SDP, RFC 8866): title, group, port and TTL, and the choices if they fit. Its content is only the
/// sender's claim, and must be shown and used as such.
/// </summary>
/// <param name="SessionId">Distinguishes the sessions of one announcer.</param>
/// <param name="Origin">The announcer's address, as text.</param>
/// <param name="Title">The election's title, without control characters; a received title may contain anything else.</param>
/// <param name="Group">The group's address, as text of digits, dots and colons; it is not validated further.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Ttl">The TTL of the election's datagrams; 0 for IPv6, where the address carries the scope.</param>
/// <param name="Choices">The choices as <c>--choices</c> takes them; null if not given.</param>
public sealed record ElectionSession(ulong SessionId, string Origin, string Title, string Group, ushort Port, byte Ttl, string? Choices)
{
    /// <summary>The format in the media line, which distinguishes an election from every other session.</summary>
    public const string Format = "x-election";

    /// <summary>The name of the attribute that holds the choices.</summary>
    public const string ChoicesAttribute = "x-election-choices";

    /// <summary>The longest description sent, in bytes: with the header it stays within the 1 kB of RFC 2974, section 6.</summary>
    public const int MaxSentBytes = 960;

    /// <summary>Returns the description; the choices are omitted if they would make it too long.</summary>
    public byte[] Encode()
    {
        byte[] whole = Encode(Choices);
        return whole.Length <= MaxSentBytes ? whole : Encode(null);
    }

    /// <summary>Returns the <c>o=</c> line, which a withdrawal repeats.</summary>
    public byte[] EncodeOrigin() => Encoding.UTF8.GetBytes(OriginLine());

    /// <summary>
    /// Returns the message hash of a description: different for different descriptions, except with a probability of 2⁻¹⁶, and never 0.
    /// </summary>
    public static ushort HashOf(ReadOnlySpan<byte> description) => (ushort)Math.Max(1, Hash256.Of(description).Prefix >> 48);

    private byte[] Encode(string? choices)
    {
        var text = new StringBuilder("v=0\r\n");
        text.Append(OriginLine());
        text.Append("s=").Append(Title).Append("\r\n");
        text.Append("c=IN ").Append(Family(Group)).Append(' ').Append(Group);
        if (!IsIpv6(Group))
            text.Append(CultureInfo.InvariantCulture, $"/{Ttl}");
        text.Append("\r\nt=0 0\r\n");
        text.Append(CultureInfo.InvariantCulture, $"m=application {Port} udp {Format}\r\n");
        if (choices is not null)
            text.Append("a=").Append(ChoicesAttribute).Append(':').Append(choices).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string OriginLine() => string.Create(CultureInfo.InvariantCulture, $"o=- {SessionId} 1 IN {Family(Origin)} {Origin}\r\n");

    private static string Family(string address) => IsIpv6(address) ? "IP6" : "IP4";

    private static bool IsIpv6(string address) => address.Contains(':', StringComparison.Ordinal);
}
