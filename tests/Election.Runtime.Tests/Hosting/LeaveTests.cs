using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;

namespace Election.Runtime.Tests.Hosting;

/// <summary>
/// A node that is ended before its time says so. Somebody sits at each node, so that no silence would ever close: that the others come to
/// their end shows that they heard it.
/// </summary>
public sealed class LeaveTests : IDisposable
{
    private const int Nodes = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly NodeCore[] _cores = new NodeCore[Nodes];
    private readonly NodeSnapshot?[] _shown = new NodeSnapshot?[Nodes];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task The_others_do_not_wait_for_the_vote_of_a_node_that_leaves(int leaver)
    {
        MulticastOptions network = Loopback.DrawOptions();
        NodeSession[] sessions = [.. Enumerable.Range(0, Nodes).Select(node => Open(network, node, votes: node != leaver))];
        try
        {
            foreach (NodeSession session in sessions)
                session.Start();
            Assert.True(SpinWait.SpinUntil(HaveVoted, Patience.Limit), "The others' votes were not delivered.");
            sessions[leaver].Loop.RequestLeave();

            Assert.Equal(new LoopOutcome(LoopEnd.Stopped), await sessions[leaver].Loop.Completion.WaitAsync(Patience.Limit));
            foreach (NodeSession session in sessions.Where((_, node) => node != leaver))
                Assert.Equal(new LoopOutcome(LoopEnd.Finished), await session.Loop.Completion.WaitAsync(Patience.Limit));
        }
        finally
        {
            foreach (NodeSession session in sessions)
                session.Dispose();
        }
        Assert.All(_cores.Where((_, node) => node != leaver), core => Assert.Equal(Verdict.Certified, core.Snapshot().Verdict));
        Assert.Null(_cores[leaver].Snapshot().Verdict);
    }

    // OPEN and two votes.
    private bool HaveVoted() => Enumerable.Range(0, Nodes).All(node => Volatile.Read(ref _shown[node])?.Committed.Value == 3);

    private NodeSession Open(MulticastOptions network, int node, bool votes)
    {
        NodeRuntimeOptions options = ElectionNodes.RuntimeOptionsOf(node, network, _folder.FolderPath) with
        {
            Publish = () => Volatile.Write(ref _shown[node], _cores[node].Snapshot()),
        };
        return ElectionNodes.Open(options, birth => _cores[node] = new NodeCore(ElectionNodes.OptionsOf(birth, node, Nodes) with
        {
            Votes = votes ? [new PlannedVote(0, TimeSpan.Zero)] : [],
            Headless = false,
            CloseAfter = null,
        }));
    }
}
