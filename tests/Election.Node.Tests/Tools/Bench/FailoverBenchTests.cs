using Election.Node.Talk;
using Election.Node.Tests.EndToEnd;
using Election.Node.Tools.Bench;
using Election.Node.Tools;

namespace Election.Node.Tests.Tools.Bench;

public sealed class FailoverBenchTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_survivors_of_a_killed_leader_deliver_again_and_the_time_is_reported()
    {
        Ended bench = await ElectionProgram.RunAsync(_temp.Path, "bench", "failover", "--runs", "2", "--seed", "7", "--json");
        Assert.True(bench.Code == ExitCode.Success, bench.Error);
        BenchDocument document = ToolsJson.ReadBench(bench.Out.TrimEnd().Split('\n')[^1])!;
        FailoverFigures figures = document.Failover!;
        Assert.Equal(("failover", 3, 2), (document.Bench, document.Nodes, figures.Runs));
        Assert.Equal(2, figures.SamplesMs.Length);
        // However fast the machine, a leader is not suspected before it has missed its beats.
        Assert.All(figures.SamplesMs, sample => Assert.True(sample >= 1000, $"{sample} ms"));
        Assert.Null(document.Latency);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp.Path));
    }

    public void Dispose() => _temp.Dispose();
}
