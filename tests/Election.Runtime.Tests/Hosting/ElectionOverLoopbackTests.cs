using Election.Groups.Faults;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;

namespace Election.Runtime.Tests.Hosting;

public sealed class ElectionOverLoopbackTests : IDisposable
{
    private const int Nodes = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData()]
    [InlineData("loss=15%", "dup=5%", "reorder=10%", "corrupt=2%")]
    public Task Nodes_on_real_sockets_journals_and_keys_certify_one_result(params string[] faults)
    {
        MulticastOptions network = Loopback.DrawOptions();
        return CertifyAsync([.. Enumerable.Repeat(network, Nodes)], faults);
    }

    [Theory]
    [InlineData()]
    [InlineData("loss=15%", "dup=5%", "reorder=10%", "corrupt=2%")]
    public Task The_same_holds_when_every_datagram_goes_to_each_peer_by_unicast(params string[] faults) =>
        CertifyAsync(Loopback.DrawPeers(Nodes), faults);

    private async Task CertifyAsync(ChannelOptions[] networks, string[] faults)
    {
        FaultPlan plan = FaultPlan.Read(faults, 7).OrThrow();
        var cores = new NodeCore[Nodes];
        var sessions = new NodeSession[Nodes];
        try
        {
            for (int i = 0; i < Nodes; i++)
                sessions[i] = Open(i, networks[i], plan, cores);
            foreach (NodeSession session in sessions)
                session.Start();
            foreach (NodeSession session in sessions)
                Assert.Equal(new LoopOutcome(LoopEnd.Finished), await session.Loop.Completion.WaitAsync(Patience.Limit));
        }
        finally
        {
            foreach (NodeSession? session in sessions)
                session?.Dispose();
        }
        NodeSnapshot first = cores[0].Snapshot();
        Assert.Equal([1L, 2L], first.Counts.ToArray());
        foreach (NodeCore core in cores)
        {
            NodeSnapshot snapshot = core.Snapshot();
            Assert.Equal(Verdict.Certified, snapshot.Verdict);
            Assert.Equal(first.Head, snapshot.Head);
            Assert.True(File.Exists(_folder[$"{snapshot.Id}.transcript.jsonl"]));
        }
    }

    private NodeSession Open(int index, ChannelOptions network, FaultPlan faults, NodeCore[] cores)
    {
        NodeRuntimeOptions options = ElectionNodes.RuntimeOptionsOf(index, network, _folder.FolderPath) with
        {
            Faults = faults,
            TranscriptPath = _folder[$"{ElectionNodes.IdOf(index)}.transcript.jsonl"],
        };
        return ElectionNodes.Open(options, birth => cores[index] = new NodeCore(ElectionNodes.OptionsOf(birth, index, Nodes) with
        {
            Votes = [new PlannedVote(index == 0 ? 0 : 1, TimeSpan.Zero)],
            Linger = TimeSpan.FromSeconds(2),
        }));
    }
}
