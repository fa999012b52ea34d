using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Layers.Atomic;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;

namespace Election.Runtime.Tests.Hosting;

/// <summary>
/// Five nodes on real sockets lose contact and find one another again. The test splits and heals when it has seen what it waits for, so
/// that nothing depends on the machine's speed.
/// </summary>
public sealed class SplitTests : IDisposable
{
    private const int Nodes = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly NodeSession[] _sessions = new NodeSession[Nodes];
    private readonly NodeCore[] _cores = new NodeCore[Nodes];
    private readonly NodeSnapshot?[] _shown = new NodeSnapshot?[Nodes];

    public SplitTests()
    {
        MulticastOptions network = Loopback.DrawOptions();
        for (int node = 0; node < Nodes; node++)
            _sessions[node] = Open(network, node);
    }

    [Fact]
    public async Task Of_three_and_two_only_the_three_deliver_and_after_the_heal_all_hold_one_head()
    {
        Begin();
        Vote(0);
        Vote(2);
        Await(node => Committed(node) >= 3);
        // The leader is among the two, who go on sending what can never be committed.
        Split("partition=n1,n2/n3,n4,n5");
        Vote(1);
        Vote(3);
        Await(node => node < 2 || Committed(node) >= 4);
        Await(node => node >= 2 || _shown[node]!.Mode == AtomicState.Isolated);
        Assert.All([0, 1], node => Assert.Equal(3UL, Committed(node)));
        Split();
        Vote(4);
        await EndAsOneAsync();
    }

    [Fact]
    public async Task Split_into_two_two_and_one_no_node_delivers_and_after_the_heal_they_finish()
    {
        Begin();
        Vote(0);
        Await(node => Committed(node) >= 2);
        Split("partition=n1,n2/n3,n4/n5");
        for (int node = 1; node < Nodes; node++)
            Vote(node);
        Await(node => _shown[node]!.Mode == AtomicState.Isolated);
        Assert.All(Enumerable.Range(0, Nodes), node => Assert.Equal(2UL, Committed(node)));
        Split();
        await EndAsOneAsync();
    }

    public void Dispose()
    {
        foreach (NodeSession session in _sessions)
            session.Dispose();
        _folder.Dispose();
    }

    private void Begin()
    {
        foreach (NodeSession session in _sessions)
            session.Start();
        // An OPEN that is committed opens the vote only once its signature is verified; a vote cast before that is refused.
        Await(node => Volatile.Read(ref _shown[node])?.State == ElectionState.Open);
    }

    private void Vote(int node) => Assert.True(_sessions[node].Loop.TryPost(new CastVote(node % 2)));

    private void Split(params string[] faults)
    {
        FaultPlan plan = FaultPlan.Read(faults, 7).OrThrow();
        foreach (NodeSession session in _sessions)
            session.SetFaults(plan);
    }

    private ulong Committed(int node) => Volatile.Read(ref _shown[node])?.Committed.Value ?? 0;

    private void Await(Func<int, bool> holds)
    {
        long began = Stopwatch.GetTimestamp();
        bool Hold() => Enumerable.Range(0, Nodes).All(holds);
        SpinWait.SpinUntil(Hold, Patience.Limit);
        Assert.True(Hold(), $"after {Stopwatch.GetElapsedTime(began)}: "
            + string.Join(", ", _shown.Select(node => $"{node?.Id} {node?.State} {node?.Mode} at {node?.Committed}")));
    }

    private async Task EndAsOneAsync()
    {
        foreach (NodeSession session in _sessions)
            Assert.Equal(new LoopOutcome(LoopEnd.Finished), await session.Loop.Completion.WaitAsync(Patience.Limit));
        foreach (NodeCore core in _cores)
        {
            NodeSnapshot end = core.Snapshot();
            Assert.Equal(Verdict.Certified, end.Verdict);
            Assert.Equal(_cores[0].Snapshot().Head, end.Head);
            Assert.Equal([3L, 2L], end.Counts.ToArray());
        }
    }

    // Somebody sits at each node: it closes when all have voted, and not because someone is missing.
    private NodeSession Open(MulticastOptions network, int node)
    {
        NodeRuntimeOptions options = ElectionNodes.RuntimeOptionsOf(node, network, _folder.FolderPath) with
        {
            FaultsMayChange = true,
            Publish = () => Volatile.Write(ref _shown[node], _cores[node].Snapshot()),
        };
        return ElectionNodes.Open(options, birth => _cores[node] = new NodeCore(ElectionNodes.OptionsOf(birth, node, Nodes) with
        {
            Headless = false,
            CloseAfter = null,
        }));
    }
}
