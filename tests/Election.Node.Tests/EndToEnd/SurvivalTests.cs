using System.Globalization;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Real processes die, pause and lose contact, and still hold one election.</summary>
public sealed class SurvivalTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_survivors_of_the_leader_certify_without_it()
    {
        Ended run = await LocalAsync(5, "--fault", "leader:crash@order=3", "--linger", "1s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Equal("crashed", run.Document.Nodes[0].State);
        RunNode[] survivors = [.. run.Document.Nodes.Skip(1)];
        Assert.All(survivors, node => Assert.Equal("certified", node.State));
        Assert.Single(survivors.Select(node => node.Head).Distinct());
        // It strikes the leader once: the next one orders index 3 undisturbed.
        Assert.Single(run.Error.Split("crashes as scripted").Skip(1));
        await TraceOf.HoldsAsync(_temp.Within("runs", "latest"));
    }

    [Fact]
    public async Task A_leader_that_comes_back_catches_up_and_signs_the_same_head()
    {
        Ended run = await LocalAsync(5, "--fault", "leader:crash@order=3", "--fault", "restart@+1s");
        await OneHistoryAsync(run, leastVotes: 4);
        Assert.Contains("n1: is restarted", run.Error, StringComparison.Ordinal);
        string last = (await File.ReadAllLinesAsync(_temp.Within("runs", "latest", "n1.transcript.jsonl")))[^1];
        Assert.StartsWith("{\"t\":\"result\",\"by\":\"n1\"", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_survivors_stay_for_one_that_comes_back_long_after_they_are_done()
    {
        // Index 5 is CLOSE: everyone has voted.
        Ended run = await LocalAsync(3, "--fault", "n3:crash@deliver=5", "--fault", "restart@+4s", "--linger", "500ms");
        await OneHistoryAsync(run, leastVotes: 3);
    }

    [Theory]
    [InlineData("n3:crash@send=1")]
    [InlineData("n2:crash@order=2")]
    [InlineData("leader:crash@deliver=2")]
    public async Task A_node_killed_while_a_vote_is_delivered_rejoins_the_one_history(string crash) =>
        await OneHistoryAsync(await LocalAsync(3, "--fault", crash, "--fault", "restart@+200ms"), leastVotes: 2);

    [Fact]
    public async Task A_leader_that_was_paused_for_five_seconds_rejoins_the_one_history()
    {
        if (!PausedProcess.IsPossible)
            return;
        // At a time without a leader, the pause waits for the first one. The last vote is cast after it resumes.
        Ended run = await LocalAsync(5, "--fault", "leader:pause@1ms+5s", "--spread", "7s");
        await OneHistoryAsync(run, leastVotes: 5);
        Assert.Contains("n1: resumes", run.Error, StringComparison.Ordinal);
        string[] trace = await File.ReadAllLinesAsync(_temp.Within("runs", "latest", "n1.trace.jsonl"));
        int stands = Array.FindIndex(trace, line => line.Contains("\"ev\":\"pause\"", StringComparison.Ordinal));
        Assert.Contains("\"ev\":\"resume\"", trace[stands + 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n1,n2/n3,n4,n5")]
    [InlineData("n1,n2/n3,n4/n5")]
    public async Task Groups_that_lose_sight_of_one_another_end_with_one_head(string groups) =>
        await OneHistoryAsync(await LocalAsync(5, "--fault", $"2s..6s:partition={groups}", "--spread", "4s"), leastVotes: 3);

    public void Dispose() => _temp.Dispose();

    private Task<Ended> LocalAsync(int nodes, params string[] arguments) => ElectionProgram.RunAsync(
        _temp.Path, ["local", "--nodes", nodes.ToString(CultureInfo.InvariantCulture), "--seed", "7", "--json", "--barrier-timeout", "300s",
            .. arguments]);

    /// <summary>
    /// Every node certified one result, in which no vote is counted twice, and every transcript is valid. On a slow machine, a vote that
    /// was not sent before its node was missing for too long may be late.
    /// </summary>
    private async Task OneHistoryAsync(Ended run, int leastVotes)
    {
        Assert.True(run.Code == ExitCode.Success, run.Error);
        RunDocument document = run.Document;
        Assert.All(document.Nodes, node => Assert.True(node.State == "certified", $"{node.Id} is {node.State}: {run.Error}"));
        Assert.Single(document.Nodes.Select(node => node.Head).Distinct());
        Assert.All(document.Nodes, node => Assert.InRange(node.Counts.Values.Sum(), leastVotes, document.Nodes.Length));
        string[] transcripts = [.. document.Nodes.Select(node => Path.Combine("runs", "latest", node.Transcript!))];
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, ["verify", .. transcripts]);
        Assert.True(verified.Code == ExitCode.Success, verified.Out + verified.Error);
        await TraceOf.HoldsAsync(_temp.Within("runs", "latest"));
    }
}
