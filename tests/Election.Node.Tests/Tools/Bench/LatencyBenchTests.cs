using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tools.Bench;
using Election.Node.Tools;

namespace Election.Node.Tests.Tools.Bench;

/// <summary>The benches on real sockets, with few votes. The tests look at what is measured, not at the figures.</summary>
public sealed class LatencyBenchTests
{
    [Fact]
    public async Task Every_vote_is_measured_at_every_loss()
    {
        Typed bench = await Typed.Async("bench", "loss", "--rate", "100", "--time", "500ms", "--seed", "7", "--json");
        Assert.True(bench.Code == ExitCode.Success, bench.Error);
        BenchDocument document = ToolsJson.ReadBench(bench.Out.TrimEnd().Split('\n')[^1])!;
        Assert.Equal(("loss", 3, 100, 7UL), (document.Bench, document.Nodes, document.Rate, document.Seed));
        Assert.Equal(LatencyBench.Losses, document.Latency!.Value.Select(row => Assert.Single(row.Faults)));
        foreach (LatencyFigures row in document.Latency)
        {
            Assert.Equal(50, row.Votes);
            Assert.True(row.OwnMs.P50 > 0 && row.OwnMs.P50 <= row.AllNodesMs.P50, $"{row.OwnMs} and {row.AllNodesMs}");
            Assert.True(row.MedianNodeMs.P50 > 0 && row.MedianNodeMs.P50 <= row.AllNodesMs.P50, $"{row.MedianNodeMs} and {row.AllNodesMs}");
            Assert.True(row.DatagramsPerVote > 1, $"{row.DatagramsPerVote} datagrams for each vote");
        }
    }

    [Fact]
    public async Task A_delay_of_the_network_is_in_the_measure()
    {
        Typed bench = await Typed.Async("bench", "latency", "--rate", "50", "--time", "500ms", "--fault", "delay=20ms", "--json");
        Assert.True(bench.Code == ExitCode.Success, bench.Error);
        LatencyFigures row = Assert.Single(ToolsJson.ReadBench(bench.Out.TrimEnd().Split('\n')[^1])!.Latency!.Value);
        // A vote goes to the leader, and its order to the others: at least two delayed hops, however fast the machine.
        Assert.True(row.AllNodesMs.P50 >= 40, $"median {row.AllNodesMs.P50} ms");
    }

    [Fact]
    public async Task A_group_that_never_meets_is_reported()
    {
        Typed bench = await Typed.Async("bench", "latency", "--nodes", "2", "--fault", "drop", "--barrier-timeout", "1s");
        Assert.Equal(ExitCode.Stalled, bench.Code);
        Assert.Contains("not measured with drop", bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--time", "0s")]
    [InlineData("--time", "601s")]
    [InlineData("--fault", "n1:crash@1s")]
    [InlineData("--fault", "@order=3:drop")]
    [InlineData("--nodes", "0")]
    public async Task A_setting_that_cannot_be_measured_is_refused(string flag, string value)
    {
        Typed refused = await Typed.Async("bench", "latency", flag, value);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith($"election: {flag}: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failover_is_refused_for_two_nodes()
    {
        Typed refused = await Typed.Async("bench", "failover", "--nodes", "2");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.StartsWith("election: --nodes: ", refused.Error, StringComparison.Ordinal);
    }
}
