using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>One entry of <c>--peers</c>.</summary>
/// <param name="Host">A host name, or an address without brackets.</param>
/// <param name="Port">The port, 1 to 65535; null for the group's port.</param>
public readonly record struct Peer(string Host, int? Port)
{
    /// <summary>The host as an address; null if it is a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out IPAddress? address) ? address : null;
}

/// <summary>The nodes to send to one by one where multicast is blocked (<c>--peers</c>), as the operator wrote them.</summary>
/// <param name="IsFallback">True if multicast is tried first (<c>auto</c> in front).</param>
/// <param name="Peers">The peers, 1 to <see cref="MaxPeers"/>.</param>
public sealed record PeerList(bool IsFallback, ImmutableArray<Peer> Peers)
{
    /// <summary>
    /// The largest number of entries: twice the largest number of members, to allow for observers. Each datagram is sent to every one of
    /// them.
    /// </summary>
    public const int MaxPeers = 256;

    /// <summary>The word that, as the first entry, asks to try multicast first.</summary>
    public const string AutoWord = "auto";

    private const int MaxHostCharacters = 253;
    private const string Example = "lab1:45678,10.0.0.2:45678,[fd00::3]:45678";

    /// <summary>Reads a list from the operator's text, without looking up names.</summary>
    /// <param name="text">The operator's text.</param>
    /// <returns>The list, or the fault in one clause.</returns>
    public static Parsed<PeerList> Read(string? text)
    {
        string[] entries = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        bool isFallback = entries[0] == AutoWord;
        var peers = ImmutableArray.CreateBuilder<Peer>();
        foreach (string entry in isFallback ? entries[1..] : entries)
        {
            if (!ReadEntry(entry).TryGet(out Peer peer, out Sentence? reason))
                return reason;
            if (peers.Count == MaxPeers)
                return Sentence.Of($"there are more than {MaxPeers} peers; name fewer, or use a multicast group");
            if (peers.Contains(peer))
                return Sentence.Of($"'{entry}' is named twice; name each node once");
            peers.Add(peer);
        }
        return peers.Count > 0 ? new PeerList(isFallback, peers.ToImmutable())
            : Sentence.Of($"no peer follows '{AutoWord}'; name them, for example {AutoWord},{Example}");
    }

    private static Parsed<Peer> ReadEntry(string entry)
    {
        string shown = MulticastGroupText.Shown(entry);
        int colon = entry.LastIndexOf(':');
        bool hasPort = colon >= 0 && colon > entry.LastIndexOf(']');
        string host = hasPort ? entry[..colon] : entry;
        int port = 0;
        if (hasPort && !Ports.TryRead(entry[(colon + 1)..], out port))
            return Sentence.Of($"'{shown}' has no port from 1 to 65535; write, for example, {Example}");
        bool isBracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        host = isBracketed ? host[1..^1] : host;
        return Objection(host, shown, isBracketed) is { } objection ? objection : new Peer(host, hasPort ? port : null);
    }

    private static Sentence? Objection(string host, string shown, bool isBracketed)
    {
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address);
        bool isIpv6 = isAddress && address!.AddressFamily == AddressFamily.InterNetworkV6;
        if (shown == AutoWord)
            return $"'{AutoWord}' must come first; write, for example, {AutoWord},{Example}";
        if (isBracketed != isIpv6 || (host.Contains(':', StringComparison.Ordinal) && !isIpv6))
            return $"'{shown}' is not a peer; only an IPv6 address stands in brackets, for example {Example}";
        if (isAddress && !isIpv6 && address!.ToString() != host)
            return $"'{shown}' is not an IPv4 address; write all four numbers in decimal, for example {Example}";
        if (!isAddress && (host.Length > MaxHostCharacters || Uri.CheckHostName(host) != UriHostNameType.Dns))
            return $"'{shown}' is not a peer; write HOST:PORT, separated by commas, for example {Example}";
        if (isAddress && !IsUnicast(address!))
            return $"{address} is not the address of a single machine; peers are reached by unicast, and --group takes a multicast group";
        return null;
    }

    internal static bool IsUnicast(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv4MappedToIPv6
        : address.GetAddressBytes()[0] is > 0 and < 224;
}
