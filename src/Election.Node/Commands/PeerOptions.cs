using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary>The options with which a node reaches the others by unicast.</summary>
internal sealed class PeerOptions
{
    private readonly Option<PeerList?> _peers =
        TypedOption.One("--peers", "HOST:PORT,…",
            $"reach the nodes one by one, where multicast is blocked; a leading '{PeerList.AutoWord}' tries multicast first",
            PeerList.Read);
    private readonly Option<int?> _listen =
        TypedOption.OneValue("--listen", "PORT",
            $"the port on which this node hears its peers (default: that of the peer on its interface, else the group's)",
            Values.Whole(1, ushort.MaxValue, $"is not a port"));

    public void AddTo(Command command)
    {
        command.Add(_peers);
        command.Add(_listen);
    }

    /// <summary>Reads the options and cross-checks them with <c>--ttl</c>; null without <c>--peers</c>.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="namesTtl">True if <c>--ttl</c> was given.</param>
    /// <exception cref="StartRefusedException">Two options contradict each other.</exception>
    public PeerSettings? Read(ParseResult parse, bool namesTtl)
    {
        int? listen = parse.GetValue(_listen);
        if (parse.GetValue(_peers) is not PeerList peers)
            return listen is null ? null : throw new StartRefusedException(
                $"--listen: only a node with --peers has a port of its own: name the peers too, or leave it out");
        return peers.IsFallback || !namesTtl
            ? new PeerSettings(peers, listen)
            : throw new StartRefusedException($"--ttl: it limits multicast only, and a node with --peers sends none: leave it out");
    }
}
