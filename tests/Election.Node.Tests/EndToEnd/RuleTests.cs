using System.Text.Json;
using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The rules that depend on the order, between real processes.</summary>
public sealed class RuleTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_first_choice_to_reach_two_is_elected_though_three_vote_for_the_other()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--rule", "first-to-2", "--json", "--seed", "1",
            "--vote", "n1:Pérez", "--vote", "n2:Pérez", "--vote", "n3:Sánchez@3s", "--vote", "n4:Sánchez@3s", "--vote", "n5:Sánchez@3s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes,
            node => Assert.Equal((3, 2, "elected:Pérez"), (node.Counts["Sánchez"], node.Counts["Pérez"], node.Decision)));
        Assert.Contains("Sánchez 3, Pérez 2 · elected Pérez", run.Error, StringComparison.Ordinal);
        Assert.Equal("elected:Pérez", await FieldAsync("certificate.json", "decision"));
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, "verify", "--json", InRun("n1.transcript.jsonl"),
            InRun("n2.transcript.jsonl"));
        Assert.True(verified.Code == ExitCode.Success, verified.Error);
        Assert.Contains("\"decision\":\"elected:Pérez\"", verified.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voter_at_two_terminals_changes_its_vote_and_the_chair_closes()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--rule", "last-vote-wins", "--json", "--seed", "1",
            "--terminals", "n1,n2", "--chair", "n3", "--close-after", "5s",
            "--vote", "n1:Sánchez", "--vote", "n2:Pérez@2s", "--vote", "n3:Pérez@100ms", "--vote", "n3:Sánchez@2s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes,
            node => Assert.Equal((1, 1, 4, "tie"), (node.Counts["Sánchez"], node.Counts["Pérez"], node.Delivered, node.Decision)));
        string[] lines = await File.ReadAllLinesAsync(InRun("n1.transcript.jsonl"));
        Assert.Contains("\"kind\":\"close\",\"by\":\"n3\"", lines[^2], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains("\"kind\":\"vote\",\"by\":\"n1\"", StringComparison.Ordinal)));
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, "verify", InRun("n1.transcript.jsonl"), "--roll", InRun("roll.json"));
        Assert.True(verified.Code == ExitCode.Success, verified.Error);
    }

    [Fact]
    public async Task A_vote_after_the_chairs_CLOSE_is_not_counted_anywhere()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--chair", "n2", "--close-after", "1s", "--json",
            "--seed", "1",
            "--vote", "n1:Pérez", "--vote", "n2:Pérez", "--vote", "n3:Sánchez@20s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes, node => Assert.Equal([0L, 2L], node.Counts.Values.ToArray()));
        Assert.Contains("not counted: closed at index 4", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_votes_that_a_liar_signs_under_one_number_one_counts_and_the_transcripts_show_the_other()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--json", "--seed", "1",
            "--vote", "n2:Pérez", "--vote", "n3:Pérez@1s", "--fault", "n2:byzantine=equivocate");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes, node => Assert.Equal((3L, 4), (node.Counts.Values.Sum(), node.Delivered)));
        foreach (string node in (string[])["n1", "n2", "n3"])
        {
            string[] lines = await File.ReadAllLinesAsync(InRun($"{node}.transcript.jsonl"));
            Assert.Single(lines, line => line.Contains("\"by\":\"n2\"", StringComparison.Ordinal)
                && line.Contains("\"outcome\":\"equivocation\"", StringComparison.Ordinal));
        }
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, "verify", InRun("n1.transcript.jsonl"), InRun("n2.transcript.jsonl"));
        Assert.True(verified.Code == ExitCode.Success, verified.Error);
    }

    public void Dispose() => _temp.Dispose();

    private string InRun(string name) => Path.Combine(_temp.Path, RunFolder.DefaultPath, name);

    private async Task<string?> FieldAsync(string file, string field) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(InRun(file))).RootElement.GetProperty(field).GetString();
}
