using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Local runs whose script kills, restarts and stops real processes.</summary>
public sealed class ScriptedRunTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_node_that_its_script_kills_changes_neither_verdict_nor_exit()
    {
        Ended run = await LocalAsync("--fault", "n3:crash@deliver=3", "--linger", "1s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Equal("certified", run.Document.Verdict);
        Assert.Equal(["certified", "certified", "crashed"], run.Document.Nodes.Select(node => node.State));
        Assert.Null(run.Document.Nodes[2].Head);
        Assert.Equal(2, run.Document.Signatures);
        Assert.Contains("n3: crashes as scripted (n3:crash@deliver=3)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("without a result", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_that_a_run_with_a_crash_prints_holds()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--fault", "n3:crash@deliver=3", "--linger", "1s");
        string check = run.Out.Split('\n').Single(line => line.StartsWith("check", StringComparison.Ordinal));
        string[] words = check.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(["verify", Transcript("n1"), Transcript("n2")], words);
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, words);
        Assert.True(verified.Code == ExitCode.Success, verified.Out + verified.Error);
    }

    [Fact]
    public async Task A_node_that_is_stopped_is_waited_for_and_ends_like_the_others()
    {
        if (!PausedProcess.IsPossible)
            return;
        Ended run = await LocalAsync("--fault", "n2:pause@100ms+2s", "--linger", "500ms");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes, node => Assert.Equal("certified", node.State));
        Assert.Contains("n2: is paused for 2s", run.Error, StringComparison.Ordinal);
        Assert.Contains("n2: resumes", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static string Transcript(string id) => Path.Combine("runs", "latest", $"{id}.transcript.jsonl");

    private Task<Ended> LocalAsync(params string[] arguments) =>
        ElectionProgram.RunAsync(_temp.Path, ["local", "--nodes", "3", "--seed", "7", "--json", .. arguments]);
}
