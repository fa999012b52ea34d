using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Bench;

/// <summary>
/// The nodes of one measurement, each with its own sockets, loop, journal and key. All run in this process, so that one clock times them.
/// In their election everyone may change a vote as often as they like, and the chair at the first node closes it.
/// </summary>
internal sealed class MeteredGroup : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    // A transcript has the header and OPEN once the vote is open.
    private const int LinesWhenOpen = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("election-bench-").FullName;
    private readonly NodeSession[] _sessions;
    private readonly NodeCore[] _cores;
    private readonly MeteredNode[] _meters;

    /// <summary>Creates the nodes without starting their loops.</summary>
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

    /// <summary>The number of nodes.</summary>
    public int Count => _sessions.Length;

    /// <summary>The timed transcript lines of each node. Read them only after <see cref="CloseAsync"/> has completed.</summary>
    public IReadOnlyList<MeteredNode> Meters => _meters;

    /// <summary>The number of datagrams that all nodes have sent.</summary>
    public long Datagrams => _sessions.Sum(session => session.Channel.Counters.Sent);

    /// <summary>Starts the nodes' loops and waits until the vote is open at all of them.</summary>
    /// <returns>True if the vote opened within the given time.</returns>
    public Task<bool> OpenAsync(TimeSpan patience, CancellationToken cancellation)
    {
        foreach (NodeSession session in _sessions)
            session.Start();
        return AwaitLinesAsync(LinesWhenOpen, patience, cancellation);
    }

    /// <summary>Posts a vote to a node; false if its queue is full or its loop has ended.</summary>
    public bool TryVote(int node, int choice) => _sessions[node].Loop.TryPost(new CastVote(choice));

    /// <summary>Waits until every node has counted this many votes.</summary>
    /// <returns>True if they did within the given time.</returns>
    public Task<bool> AwaitVotesAsync(int votes, TimeSpan patience, CancellationToken cancellation) =>
        AwaitLinesAsync(LinesWhenOpen + votes, patience, cancellation);

    /// <summary>Closes the vote and waits until all nodes have ended.</summary>
    /// <returns>True if every node certified the same result.</returns>
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
