using Election.Runtime.Network;

namespace Election.Node.Runs.Settings;

/// <summary>The nodes to reach by unicast.</summary>
/// <param name="Peers">Who they are.</param>
/// <param name="Listen">The port to receive on; null when the peers tell it.</param>
internal sealed record PeerSettings(PeerList Peers, int? Listen);
