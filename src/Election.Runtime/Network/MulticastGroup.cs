using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Net;
using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>
/// A multicast group and port, written <c>239.192.7.1:45678</c> or <c>[ff12::7:1]:45678</c>: IPv4 (224.0.0.0/4, RFC 5771) or IPv6 (ff00::/8
/// without the reserved scopes, RFC 4291, section 2.7). It does not name an interface; <see cref="LocalInterface"/> does.
/// </summary>
public sealed record MulticastGroup
{
    private const int FirstDrawnPort = 20000;
    private const int LastDrawnPort = 32767;

    /// <summary>The number of ports tried in one draw before giving up.</summary>
    internal const int MostDraws = 100;

    internal MulticastGroup(IPAddress address, int port)
    {
        Address = address;
        Port = port;
    }

    /// <summary>The group's address; an IPv6 address has no scope id.</summary>
    public IPAddress Address { get; }

    /// <summary>The UDP port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>The family of the address: IPv4 or IPv6.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>
    /// The number that stands for this group in a datagram: the first 8 bytes of SHA-256 over the address (4 or 16 bytes) and the port (2
    /// bytes), both in network order, so that it does not depend on how the address was written.
    /// </summary>
    public ulong Tag
    {
        get
        {
            byte[] address = Address.GetAddressBytes();
            var bytes = new byte[address.Length + sizeof(ushort)];
            address.CopyTo(bytes, 0);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(address.Length), (ushort)Port);
            return Hash256.Of(bytes).Prefix;
        }
    }

    /// <summary>Reads a group from the operator's text.</summary>
    /// <param name="text">The operator's text.</param>
    /// <returns>The group, or the fault in one clause.</returns>
    public static Parsed<MulticastGroup> Read(string? text) => MulticastGroupText.Read(text);

    /// <summary>Returns a group from well-formed text.</summary>
    /// <exception cref="FormatException">The text is not a group.</exception>
    public static MulticastGroup Parse(string text) => Read(text).OrThrow();

    /// <summary>
    /// Draws a group of the organisation-local scope 239.192.0.0/16 (RFC 2365, section 6.2) and a port that is unused on this machine,
    /// below the range that systems assign themselves; concurrent runs collide with a probability of about 2⁻²⁹.
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
    public override string ToString() => Family == AddressFamily.InterNetworkV6
        ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

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
}
