using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;

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
    /// <param name="list">The list, if the text is one.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
    public static bool TryParse(string? text, out PeerList? list, out Sentence reason)
    {
        list = null;
        reason = Sentence.None;
        string[] entries = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        bool isFallback = entries[0] == AutoWord;
        var peers = ImmutableArray.CreateBuilder<Peer>();
        foreach (string entry in isFallback ? entries[1..] : entries)
        {
            if (!TryReadEntry(entry, out Peer peer, out reason))
                return false;
            bool isTooMany = peers.Count == MaxPeers;
            if (isTooMany || peers.Contains(peer))
            {
                reason = isTooMany ? Sentence.Of($"there are more than {MaxPeers} peers; name fewer, or use a multicast group")
                    : $"'{entry}' is named twice; name each node once";
                return false;
            }
            peers.Add(peer);
        }
        if (peers.Count == 0)
            reason = $"no peer follows '{AutoWord}'; name them, for example {AutoWord},{Example}";
        else
            list = new PeerList(isFallback, peers.ToImmutable());
        return list is not null;
    }

    private static bool TryReadEntry(string entry, out Peer peer, out Sentence reason)
    {
        peer = default;
        string shown = MulticastGroupText.Shown(entry);
        int colon = entry.LastIndexOf(':');
        bool hasPort = colon >= 0 && colon > entry.LastIndexOf(']');
        string host = hasPort ? entry[..colon] : entry;
        int port = 0;
        if (hasPort && !Ports.TryRead(entry[(colon + 1)..], out port))
        {
            reason = $"'{shown}' has no port from 1 to 65535; write, for example, {Example}";
            return false;
        }
        bool isBracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        host = isBracketed ? host[1..^1] : host;
        Sentence? objection = Objection(host, shown, isBracketed);
        reason = objection ?? Sentence.None;
        peer = new Peer(host, hasPort ? port : null);
        return objection is null;
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
