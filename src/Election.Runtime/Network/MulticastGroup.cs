using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>A multicast group and port, written <c>239.192.7.1:45678</c>. IPv4 (224.0.0.0/4, RFC 5771) for now.</summary>
public sealed record MulticastGroup
{
    private const string Example = "239.192.7.1:45678";
    private const int FirstDrawnPort = 20000;
    private const int LastDrawnPort = 32767;

    /// <summary>Ports that are tried in one draw before it is given up.</summary>
    internal const int MostDraws = 100;

    private MulticastGroup(IPAddress address, int port)
    {
        Address = address;
        Port = port;
    }

    /// <summary>The group's address.</summary>
    public IPAddress Address { get; }

    /// <summary>The UDP port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>The number that stands for this group in a datagram: the first 8 bytes of SHA-256 over its text.</summary>
    public ulong Tag => Hash256.Of(Encoding.ASCII.GetBytes(ToString())).Prefix;

    /// <summary>Reads a group from the operator's text.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="group">The group, when the text is one.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string? text, out MulticastGroup? group, out string reason)
    {
        group = null;
        reason = "";
        int colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon < 0)
            reason = $"a group is written ADDRESS:PORT, for example {Example}";
        else if (!TryParseDottedQuad(text[..colon], out IPAddress? address))
            reason = $"'{Shown(text[..colon])}' is no IPv4 address; write a multicast one, for example {Example}";
        else if (!IsMulticast(address!))
            reason = $"{address} is not a multicast address; choose one in 224.0.0.0 to 239.255.255.255, for example {Example}";
        else if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            reason = $"'{Shown(text[(colon + 1)..])}' is no port; a port is 1 to 65535, for example {Example}";
        else
            group = new MulticastGroup(address!, port);
        return group is not null;
    }

    /// <summary>A group known to be well formed.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static MulticastGroup Parse(string text) =>
        TryParse(text, out MulticastGroup? group, out string reason) ? group! : throw new ArgumentException(reason, nameof(text));

    /// <summary>
    /// Draws a group of the organisation-local scope 239.192.0.0/16 (RFC 2365, section 6.2) and a port that nothing on this machine
    /// uses now, below the range that systems hand out by themselves; runs side by side meet with a chance of about 2⁻²⁹.
    /// </summary>
    /// <exception cref="StartRefusedException">No free port was found.</exception>
    public static MulticastGroup Draw() => Draw(IsFree);

    internal static MulticastGroup Draw(Func<int, bool> isFree)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            int port = RandomNumberGenerator.GetInt32(FirstDrawnPort, LastDrawnPort + 1);
            if (!isFree(port))
                continue;
            byte[] address = [239, 192, 0, 0];
            RandomNumberGenerator.Fill(address.AsSpan(2));
            return new MulticastGroup(new IPAddress(address), port);
        }
        throw new StartRefusedException($"no free UDP port was found between {FirstDrawnPort} and {LastDrawnPort}: name one with --group");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // IPAddress.TryParse also takes 239.1, 0xEF.0.0.1 and octal digits: only what reads back the same is meant.
    private static bool TryParseDottedQuad(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    private static bool IsMulticast(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out _) && (bytes[0] & 0xF0) == 0xE0;
    }

    private static string Shown(string typed) => string.Concat(typed.Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString()));
}
