using System.Text;
using Election.Audit;
using Election.Node.Runs.Documents;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Whole elections between real processes, over real multicast on loopback.</summary>
public sealed class LocalElectionTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task Five_nodes_certify_one_result_that_anyone_can_verify()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--json", "--seed", "7");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        RunDocument document = run.Document;
        Assert.Equal("certified", document.Verdict);
        Assert.Equal(5, document.Nodes.Length);
        Assert.Single(document.Nodes.Select(node => node.Head).Distinct());
        Assert.All(document.Nodes, node => Assert.Equal(5, node.Counts.Values.Sum()));
        Assert.All(document.Nodes, node => Assert.Equal(5, node.Delivered));
        Assert.InRange(document.Signatures, 3, 5);
        Assert.NotNull(document.ElapsedMs);
        Assert.Equal(run.Out, await File.ReadAllTextAsync(InRun("run.json")));
        CertificateReport certificate = CertificateAudit.Check(await File.ReadAllBytesAsync(InRun("certificate.json")));
        Assert.True(certificate.IsValid, $"{certificate.Problem}");
        Assert.Equal(document.Signatures, certificate.Signers.Length);
        await TranscriptsHoldAsync(document);
        await TraceOf.HoldsAsync(_temp.Within("runs", "latest"));
        await DamageIsFoundAsync(InRun("n1.transcript.jsonl"));
    }

    [Fact]
    public async Task Fifteen_nodes_print_the_tally_of_the_classic_exercise()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "15", "--votes", "Sánchez:10,Pérez:5", "--seed", "3",
            "--barrier-timeout", "300s");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        string[] rows = [.. run.Out.Split('\n')
            .Where(line => line.Contains("│ n", StringComparison.Ordinal) && !line.Contains("node", StringComparison.Ordinal))];
        Assert.Equal(15, rows.Length);
        Assert.All(rows, row => Assert.Contains("Sánchez 10, Pérez 5", row, StringComparison.Ordinal));
        Assert.Contains("elected Sánchez", run.Out, StringComparison.Ordinal);
        Assert.Contains("election local --nodes 15 --votes Sánchez:10,Pérez:5 --barrier-timeout 300s --seed 3", run.Out,
            StringComparison.Ordinal);
        Assert.Contains("barrier   15/15", run.Error, StringComparison.Ordinal);
        Assert.Contains("certified 15/15", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loss_doubling_and_reordering_change_no_tally()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "7", "--votes", "Ana:4,Eva:3", "--fault", "loss=30%",
            "--fault", "dup=5%", "--fault", "reorder=20%", "--seed", "11", "--json");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes, node => Assert.Equal([4L, 3L], node.Counts.Values));
        Assert.Single(run.Document.Nodes.Select(node => node.Head).Distinct());
        await TraceOf.HoldsAsync(_temp.Within("runs", "latest"));
    }

    [Fact]
    public async Task The_same_seed_deals_the_same_votes_to_the_same_nodes()
    {
        string[] arguments = ["local", "--nodes", "3", "--votes", "Ana:2,Eva:1", "--seed", "5", "--journal", "memory"];
        Ended first = await ElectionProgram.RunAsync(_temp.Path, [.. arguments, "--out", "a", "--json"]);
        Ended second = await ElectionProgram.RunAsync(_temp.Path, [.. arguments, "--out", "b", "--json"]);
        Assert.Equal((ExitCode.Success, ExitCode.Success), (first.Code, second.Code));
        Assert.Equal(VotesIn(_temp.Within("a", "n1.transcript.jsonl")), VotesIn(_temp.Within("b", "n1.transcript.jsonl")));
    }

    [Fact]
    public async Task A_node_that_starts_late_is_waited_for()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--fault", "n2:start-delay=1s", "--json");
        Assert.True(run.Code == ExitCode.Success, run.Error);
    }

    [Fact]
    public async Task Nodes_that_never_hear_one_another_stall_the_run()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "3", "--fault", "drop", "--barrier-timeout", "2s",
            "--json");
        Assert.True(run.Code == ExitCode.Stalled, run.Error);
        Assert.Equal("stalled", run.Document.Verdict);
        Assert.Null(run.Document.Certificate);
        Assert.Contains("2 of 3", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Document.ElectionId);
        Assert.All(run.Document.Nodes, node => Assert.Null(node.Head));
    }

    [Fact]
    public async Task A_run_that_never_started_names_only_files_that_exist()
    {
        Ended ended = await ElectionProgram.RunAsync(_temp.Path, "local", "--nodes", "2", "--fault", "drop", "--barrier-timeout", "1s");
        Assert.Equal(ExitCode.Stalled, ended.Code);
        string folder = _temp.Within("runs", "latest");
        Assert.Empty(Directory.EnumerateFiles(folder, "*.transcript.jsonl"));
        Assert.Equal(2, Directory.EnumerateFiles(folder, "*.trace.jsonl").Count());
        string[] labels = [.. ended.Out.TrimEnd('\n').Split('\n').Select(line => line.Split(' ')[0])];
        Assert.Equal(["stalled", "traces", "replay"], labels[^3..]);
        Assert.DoesNotContain(labels, label => label is "transcripts" or "certificate" or "check");
    }

    [Fact]
    public async Task A_folder_that_is_not_a_run_is_refused()
    {
        _temp.Write("mine/notes.txt", "mine");
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--out", "mine");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("--out", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private string InRun(string name) => _temp.Within("runs", "latest", name);

    private async Task TranscriptsHoldAsync(RunDocument document)
    {
        string[] transcripts = [.. document.Nodes.Select(node => Path.Combine("runs", "latest", node.Transcript!))];
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, ["verify", .. transcripts]);
        Assert.True(verified.Code == ExitCode.Success, verified.Out + verified.Error);
        Ended missing = await ElectionProgram.RunAsync(_temp.Path, ["verify", .. transcripts, "runs/latest/n9.transcript.jsonl"]);
        Assert.Equal(ExitCode.Inconclusive, missing.Code);
        Assert.Contains("n9.transcript.jsonl", missing.Error, StringComparison.Ordinal);
    }

    private static async Task DamageIsFoundAsync(string transcript)
    {
        byte[] bytes = await File.ReadAllBytesAsync(transcript);
        int line = 1, lineStart = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\n')
                continue;
            int middle = (lineStart + i) / 2;
            bytes[middle] ^= 0x04;
            await File.WriteAllBytesAsync(transcript, bytes);
            bytes[middle] ^= 0x04;
            Typed verified = await Typed.Async("verify", transcript);
            Assert.Equal(ExitCode.Violated, verified.Code);
            Assert.Contains($"n1.transcript.jsonl: line {line}: ", verified.Out, StringComparison.Ordinal);
            line++;
            lineStart = i + 1;
        }
        Assert.True(line > 7, "the transcript has a header, OPEN, five votes, CLOSE and a RESULT");
    }

    private static string[] VotesIn(string transcript) =>
        [.. File.ReadLines(transcript, Encoding.UTF8).Where(line => line.Contains("\"kind\":\"vote\"", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("\"by\"", StringComparison.Ordinal)..line.IndexOf(",\"outcome\"", StringComparison.Ordinal)])
            .Order()];
}
