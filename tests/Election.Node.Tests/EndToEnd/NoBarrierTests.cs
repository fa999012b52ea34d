using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>
/// Elections without a barrier, between real processes: no node waits for another, and a node that starts late misses what was sent.
/// </summary>
public sealed class NoBarrierTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_node_that_is_started_by_hand_after_the_others_have_closed_has_missed_their_votes()
    {
        string[][] lines = await PreparedAsync("--order", "unreliable", "--linger", "100s", "--vote", "n1:Sánchez", "--vote", "n2:Sánchez",
            "--vote", "n3:Pérez");
        Assert.Equal(3, lines.Length);
        using ElectionProgram first = Awaiting("closed", lines[0]), second = Awaiting("closed", lines[1]);
        await Task.WhenAll(first.Spoke(), second.Spoke());
        Ended third = await ElectionProgram.RunAsync(_temp.Path, lines[2]);
        Assert.True(third.Code == ExitCode.Violated, third.Error);
        Assert.Equal((0L, 1L, 1),
            (third.Document.Nodes[0].Counts["Sánchez"], third.Document.Nodes[0].Counts["Pérez"], third.Document.Nodes[0].Delivered));
        Assert.All(await Task.WhenAll(first.EndAsync(), second.EndAsync()),
            other => Assert.True(other.Code == ExitCode.Violated, other.Error));
    }

    [Fact]
    public async Task In_the_atomic_order_it_catches_up_and_certifies_what_the_others_did_and_takes_part_only_once()
    {
        string[][] lines = await PreparedAsync("--linger", "100s");
        using ElectionProgram first = Awaiting("closed", lines[0]), second = Awaiting("closed", lines[1]);
        await Task.WhenAll(first.Spoke(), second.Spoke());
        Ended third = await ElectionProgram.RunAsync(_temp.Path, lines[2]);
        Assert.True(third.Code == ExitCode.Success, third.Error);
        Ended[] others = await Task.WhenAll(first.EndAsync(), second.EndAsync());
        Assert.All(others, other => Assert.Equal(third.Document.Nodes[0].Head, other.Document.Nodes[0].Head));
        Ended again = await ElectionProgram.RunAsync(_temp.Path, [.. lines[2], "--fresh"]);
        Assert.Equal(ExitCode.Usage, again.Code);
        Assert.Contains("--start: this node has already taken part in that election", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_local_run_a_node_misses_messages_sent_before_it_listens_and_the_barrier_prevents_that()
    {
        string[] run = ["local", "--nodes", "3", "--order", "unreliable", "--json", "--seed", "1", "--linger", "100s",
            "--vote", "n1:Sánchez", "--vote", "n2:Sánchez", "--vote", "n3:Pérez"];
        Ended without = await LateAsync([.. run, "--no-barrier"]);
        Assert.True(without.Code == ExitCode.Violated, without.Error);
        Assert.Equal((0L, 1L), (without.Document.Nodes[2].Counts["Sánchez"], without.Document.Nodes[2].Counts["Pérez"]));
        Ended with = await ElectionProgram.RunAsync(_temp.Path, [.. run, "--fault", "n3:start-delay=2s"]);
        Assert.True(with.Code == ExitCode.Success, with.Error);
        Assert.All(with.Document.Nodes, node => Assert.Equal((2L, 1L), (node.Counts["Sánchez"], node.Counts["Pérez"])));
    }

    public void Dispose() => _temp.Dispose();

    // The third starts so late that the others have voted by then, however long this machine takes to start them.
    private async Task<Ended> LateAsync(string[] run)
    {
        Ended? ended = null;
        foreach (string delay in (string[])["5s", "30s", "180s"])
        {
            ended = await ElectionProgram.RunAsync(_temp.Path, [.. run, "--fault", $"n3:start-delay={delay}"]);
            if (ended.Document.Nodes[2].Delivered == 1)
                break;
        }
        return ended!;
    }

    private ElectionProgram Awaiting(string words, string[] line) => ElectionProgram.StartAwaiting(_temp.Path, words, line);

    private async Task<string[][]> PreparedAsync(params string[] arguments)
    {
        Ended prepared = await ElectionProgram.RunAsync(
            _temp.Path, ["local", "--nodes", "3", "--no-barrier", "--prepare", "--seed", "1", "--out", "run", .. arguments]);
        Assert.True(prepared.Code == ExitCode.Success, prepared.Error);
        return [.. prepared.Out.TrimEnd('\n').Split('\n').Select(line => (string[])[.. line.Split(' ')[1..], "--headless", "--json"])];
    }
}
