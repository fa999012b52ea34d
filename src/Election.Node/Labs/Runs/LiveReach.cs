using System.Net.Sockets;
using System.Net;
using Election.Node.Labs.Files;
using Election.Runtime.Network;
using Election.Runtime;
using Election.Simulation.Reach;

namespace Election.Node.Labs.Runs;

/// <summary>
/// Sends and listens for real, on loopback. The lab's groups and ports stand for drawn ones, so runs side by side never meet. Cases that
/// are further apart than one machine cannot be tried here and are taken from the model.
/// </summary>
/// <param name="model">The model's evidence for all cases.</param>
internal sealed class LiveReach(ReachEvidence model)
{
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, IPAddress> _groups = [];
    private readonly Dictionary<int, int> _ports = [];

    /// <summary>Tries every pair that fits on one machine, one after another.</summary>
    /// <param name="spec">The pairs.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="StartRefusedException">Loopback carries no multicast.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public async Task<LabEvidence> RunAsync(ReachRunSpec spec, CancellationToken cancellation)
    {
        LocalInterface loopback = Election.Node.Talk.InterfaceReader.Find(null);
        var tried = new List<(string, ReachObstacle)>();
        for (int i = 0; i < spec.Cases.Length; i++)
        {
            (string name, ReachObstacle expected) = model.Cases[i];
            ReachCaseSpec one = spec.Cases[i];
            bool isHeard = expected == ReachObstacle.None;
            if (one.Hops == 0)
                isHeard = await IsHeardAsync(one, loopback, cancellation).ConfigureAwait(false);
            // If the datagram is heard where the model says no, or not heard where it says yes, the model is wrong.
            tried.Add((name, isHeard ? ReachObstacle.None : expected == ReachObstacle.None ? ReachObstacle.Lost : expected));
        }
        return new ReachEvidence(spec.Name, [.. tried]);
    }

    private async Task<bool> IsHeardAsync(ReachCaseSpec one, LocalInterface via, CancellationToken cancellation)
    {
        IPEndPoint to = IPEndPoint.Parse(one.To);
        MulticastGroup group = Drawn(to.Address.ToString(), to.Port);
        // On one machine every TTL is enough, so it is sent with loopback's TTL, whatever the lab says.
        var sending = new MulticastOptions(group, via);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(s_wait);
        using var sender = new GroupSender(sending);
        try
        {
            var buffer = new byte[16];
            if (one.Joined is null)
            {
                using var bare = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                bare.Bind(new IPEndPoint(IPAddress.Any, group.Port));
                Send(sender);
                await bare.ReceiveAsync(buffer, end.Token).ConfigureAwait(false);
                return true;
            }
            using var receiver = new GroupReceiver(new MulticastOptions(Drawn(one.Joined, one.Port), via));
            Send(sender);
            await receiver.ReceiveAsync(buffer, end.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void Send(GroupSender sender)
    {
        if (sender.Send("lab"u8) is { } reason)
            throw new StartRefusedException(reason);
    }

    private MulticastGroup Drawn(string group, int port)
    {
        if (!_groups.TryGetValue(group, out IPAddress? address))
            _groups.Add(group, address = MulticastGroup.Draw().Address);
        if (!_ports.TryGetValue(port, out int drawn))
            _ports.Add(port, drawn = MulticastGroup.Draw().Port);
        return MulticastGroup.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}:{drawn}"));
    }
}
