using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Runs.Single;

/// <summary>Chooses the way in which a node reaches its group: multicast, or unicast to the peers that the operator named.</summary>
internal static class NodeNetwork
{
    /// <summary>The default group: organisation-local scope (RFC 2365, section 6.2).</summary>
    public static readonly MulticastGroup DefaultGroup = MulticastGroup.Parse("239.192.7.1:45678");

    /// <summary>
    /// Chooses the channel: multicast without peers, unicast with peers. If <c>auto</c> precedes the peers, it is multicast if a probe
    /// comes back to this machine, otherwise unicast, and the finding is reported.
    /// </summary>
    /// <param name="settings">The node's settings.</param>
    /// <param name="terminal">Receives the finding of the probe.</param>
    /// <param name="cancellation">Cancels the probe.</param>
    /// <exception cref="StartRefusedException">The interface cannot carry the group, or the peers cannot be resolved.</exception>
    public static async Task<ChannelOptions> ChooseAsync(NodeSettings settings, TextTerminal terminal, CancellationToken cancellation)
    {
        ElectionSettings election = settings.Election;
        MulticastGroup group = election.Group ?? DefaultGroup;
        var multicast = new MulticastOptions(group, election.Via, election.Ttl, election.MaxDatagram);
        if (settings.Peers is not (PeerList peers, var listen))
            return MulticastOptions.ObjectionTo(group, election.Via) is { } objection
                ? throw new StartRefusedException(objection) : multicast;
        // Names are always resolved, so that a mistake shows now and not on the day multicast fails.
        UnicastOptions unicast = await new PeerResolution(group, election.Via)
            .ResolveAsync(peers, listen, election.MaxDatagram, cancellation).ConfigureAwait(false);
        return peers.IsFallback && UseMulticast(multicast, terminal) ? multicast : unicast;
    }

    private static bool UseMulticast(MulticastOptions multicast, TextTerminal terminal)
    {
        var failure = MulticastProbe.Failure(multicast);
        terminal.Tell(failure is null
            ? Sentence.Of($"a multicast probe on {multicast.Via} came back to this machine: multicast is used (if the others are not "
                + $"found, leave out '{PeerList.AutoWord},')")
            : $"no multicast on {multicast.Via}: {failure}; the peers are reached by unicast");
        return failure is null;
    }
}
