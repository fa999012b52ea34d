using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Bench;

/// <summary>
/// The nodes of one measurement: each with its own sockets, loop, journal and key, all in this process so that one clock times them, in an
/// election where everyone may change its vote as often as it likes and the first node's chair closes.
/// </summary>
internal sealed class MeteredGroup : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    // The header and OPEN.
    private const int LinesWhenOpen = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("election-bench-").FullName;
    private readonly NodeSession[] _sessions;
    private readonly NodeCore[] _cores;
    private readonly MeteredNode[] _meters;

    /// <summary>Opens the nodes; nothing runs yet.</summary>
    public MeteredGroup(LatencySettings settings)
    {
        _cores = new NodeCore[settings.Nodes];
        _meters = new MeteredNode[settings.Nodes];
        _sessions = new NodeSession[settings.Nodes];
        var network = new MulticastOptions(MulticastGroup.Draw(), settings.Via);
        try
        {
            for (int node = 0; node < settings.Nodes; node++)
                _sessions[node] = Open(settings, network, node);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many nodes.</summary>
    public int Count => _sessions.Length;

    /// <summary>What each node counted, with its times; read once <see cref="CloseAsync"/> is done.</summary>
    public IReadOnlyList<MeteredNode> Meters => _meters;

    /// <summary>Datagrams that the nodes have sent.</summary>
    public long Datagrams => _sessions.Sum(session => session.Channel.Counters.Sent);

    /// <summary>Runs the nodes until the vote is open at all of them.</summary>
    /// <returns>Whether it was in time.</returns>
    public Task<bool> OpenAsync(TimeSpan patience, CancellationToken cancellation)
    {
        foreach (NodeSession session in _sessions)
            session.Start();
        return AwaitLinesAsync(LinesWhenOpen, patience, cancellation);
    }

    /// <summary>Has a node vote; whether the node took it.</summary>
    public bool TryVote(int node, int choice) => _sessions[node].Loop.TryPost(new CastVote(choice));

    /// <summary>Waits until every node has counted so many votes.</summary>
    /// <returns>Whether they have in time.</returns>
    public Task<bool> AwaitVotesAsync(int votes, TimeSpan patience, CancellationToken cancellation) =>
        AwaitLinesAsync(LinesWhenOpen + votes, patience, cancellation);

    /// <summary>Closes the vote and waits for all nodes to end.</summary>
    /// <returns>Whether every node certified the same result.</returns>
    public async Task<bool> CloseAsync(CancellationToken cancellation)
    {
        _sessions[0].Loop.TryPost(new CloseVote());
        foreach (NodeSession session in _sessions)
            await session.Loop.Completion.WaitAsync(cancellation).ConfigureAwait(false);
        NodeSnapshot[] ends = [.. _cores.Select(core => core.Snapshot())];
        return ends.All(end => end.Verdict == Verdict.Certified && end.Head == ends[0].Head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NodeSession? session in _sessions)
            session?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AwaitLinesAsync(int lines, TimeSpan patience, CancellationToken cancellation)
    {
        long began = Environment.TickCount64;
        while (_meters.Any(meter => meter.Count < lines))
        {
            if (Environment.TickCount64 - began > patience.TotalMilliseconds)
                return false;
            await Task.Delay(s_look, cancellation).ConfigureAwait(false);
        }
        return true;
    }

    private NodeSession Open(LatencySettings settings, MulticastOptions network, int node)
    {
        var options = new NodeRuntimeOptions
        {
            Id = IdOf(node),
            Network = network,
            DataPath = Path.Combine(_folder, IdOf(node).Text),
            Journal = settings.Journal,
            Faults = new FaultPlan(settings.Faults, settings.Seed),
        };
        return NodeSession.Open(options, birth => _meters[node] = Make(settings, birth, node), NullLoggerFactory.Instance);
    }

    private MeteredNode Make(LatencySettings settings, NodeBirth birth, int node)
    {
        _cores[node] = new NodeCore(new NodeCoreOptions
        {
            Id = birth.Id,
            Incarnation = birth.Incarnation,
            Journal = birth.Journal,
            Key = birth.Key,
            GroupTag = birth.GroupTag,
            MaxDatagramBytes = birth.MaxDatagramBytes,
            Manifest = new Manifest
            {
                Title = "Bench",
                Choices = ["A", "B"],
                ReVote = ReVotePolicy.Changeable,
                Chair = IdOf(0),
                Nonce = Hash256.Of(birth.Key.Fingerprint.ToString().Select(digit => (byte)digit).ToArray()),
            },
            Expect = settings.Nodes,
            Role = node == 0 ? NodeRole.Chair : NodeRole.Voter,
            Seed = settings.Seed + (ulong)node,
            Headless = false,
            CloseAfter = null,
        });
        return new MeteredNode(_cores[node]);
    }

    private static MemberId IdOf(int node) => Election.Node.Runs.Local.LocalSettings.IdOf(node + 1);
}
