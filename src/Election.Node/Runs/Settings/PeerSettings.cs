using Election.Runtime.Network;

namespace Election.Node.Runs.Settings;

/// <summary>The nodes to reach by unicast.</summary>
/// <param name="Peers">The list of peers.</param>
/// <param name="Listen">The port to receive on; null if it follows from the list of peers.</param>
internal sealed record PeerSettings(PeerList Peers, int? Listen);
