using System.Diagnostics;
using System.Globalization;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The nodes of a run end with it, whatever ends the run.</summary>
public sealed class EndingTests : IDisposable
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    // The third node is far away, so that the run is still at its barrier when it is ended.
    private static readonly string[] s_longRun = ["local", "--nodes", "3", "--fault", "n3:start-delay=600s", "--barrier-timeout", "300s"];

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData(SigInt, ExitCode.Interrupted)]
    [InlineData(SigTerm, ExitCode.Terminated)]
    public async Task A_signal_ends_the_run_and_its_nodes(int signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var run = ElectionProgram.StartAwaiting(_temp.Path, "barrier   2/3", s_longRun);
        await run.Spoke();
        Process[] nodes = ChildrenOf(run.Id);
        await SignalAsync(run.Id, signal);
        Ended ended = await run.EndAsync();
        Assert.Equal(code, ended.Code);
        await AllEndAsync(nodes);
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_no_node_behind()
    {
        using var run = ElectionProgram.StartAwaiting(_temp.Path, "barrier   2/3", s_longRun);
        await run.Spoke();
        Process[] nodes = ChildrenOf(run.Id);
        run.Kill();
        await AllEndAsync(nodes);
        // The folder can be reused at once.
        using var folder = RunFolder.Claim(_temp.Within("runs", "latest"));
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_no_stopped_node_behind()
    {
        if (!PausedProcess.IsPossible)
            return;
        using var run = ElectionProgram.StartAwaiting(_temp.Path, "n2: is paused", [.. s_longRun, "--fault", "n2:pause@800ms+2s"]);
        await run.Spoke();
        // The fourth process resumes n2; on a slow machine it has already done so.
        Process[] nodes = ChildrenOf(run.Id, most: 4);
        run.Kill();
        await AllEndAsync(nodes);
    }

    [Theory]
    [InlineData(SigInt, ExitCode.Interrupted)]
    [InlineData(SigTerm, ExitCode.Terminated)]
    public async Task A_signal_ends_a_node(int signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/3", "node", "--headless", "--id", "n1", "--expect", "3",
            "--auto", "--group", MulticastGroup.Draw().ToString());
        await node.Spoke();
        await SignalAsync(node.Id, signal);
        Assert.Equal(code, (await node.EndAsync()).Code);
    }

    [Fact]
    public async Task A_run_ended_by_a_signal_still_ends_its_output_with_a_document()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var run = ElectionProgram.StartAwaiting(_temp.Path, "barrier   2/3", [.. s_longRun, "--json"]);
        await run.Spoke();
        await SignalAsync(run.Id, SigInt);
        Ended ended = await run.EndAsync();
        Assert.Equal(ExitCode.Interrupted, ended.Code);
        Assert.Equal(RunDocument.Interrupted, ended.Document.Verdict);
        Assert.Equal(["gathering", "gathering", "draft"], ended.Document.Nodes.Select(node => node.State));
        Assert.Null(ended.Document.Certificate);
    }

    [Theory]
    [InlineData(SigInt, ExitCode.Interrupted)]
    [InlineData(SigTerm, ExitCode.Terminated)]
    public async Task The_document_of_a_run_ended_by_a_signal_says_what_each_node_had_counted(int signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var run = ElectionProgram.StartAwaiting(_temp.Path, "votes     2/3", "local", "--votes", "Sánchez:2,Pérez:1",
            "--vote", "n3:Pérez@300s", "--json");
        await run.Spoke();
        await SignalAsync(run.Id, signal);
        Ended ended = await run.EndAsync();
        Assert.Equal(code, ended.Code);
        Assert.Equal(RunDocument.Interrupted, ended.Document.Verdict);
        string folder = _temp.Within("runs", "latest");
        Assert.Equal(ended.Document.ToLine() + "\n", await File.ReadAllTextAsync(Path.Combine(folder, RunFiles.Document)));
        Assert.Equal(2, ended.Document.Nodes.Max(node => node.Delivered));
        Assert.All(ended.Document.Nodes, node =>
        {
            string[] lines = File.ReadAllLines(Path.Combine(folder, node.Transcript!));
            Assert.All(node.Counts, choice => Assert.Equal(VotesFor(choice.Key, lines), choice.Value));
            Assert.Equal(node.Counts.Values.Sum(), node.Delivered);
        });
        Assert.NotNull(ended.Document.ElectionId);
    }

    [Fact]
    public async Task A_node_ended_by_a_signal_still_ends_its_output_with_a_document()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/3", "node", "--headless", "--id", "n1", "--expect", "3",
            "--auto", "--group", MulticastGroup.Draw().ToString(), "--json");
        await node.Spoke();
        await SignalAsync(node.Id, SigTerm);
        Ended ended = await node.EndAsync();
        Assert.Equal(ExitCode.Terminated, ended.Code);
        Assert.Equal(RunDocument.Interrupted, ended.Document.Verdict);
        Assert.Equal("gathering", Assert.Single(ended.Document.Nodes).State);
    }

    [Fact]
    public async Task A_node_ended_by_a_signal_says_that_it_leaves_and_the_others_do_not_wait_for_its_vote()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var others = new LeaverAndOthers(_temp.Path);
        using var leaver = ElectionProgram.StartAwaiting(_temp.Path, "votes     2/3", [.. others.ArgumentsOfLeaver, "--vote", "Pérez@60s",
            "--headless", "--json"]);
        await leaver.Spoke();
        await SignalAsync(leaver.Id, SigTerm);
        Ended ended = await leaver.EndAsync();
        Assert.Equal(ExitCode.Terminated, ended.Code);
        Assert.Equal(RunDocument.Interrupted, ended.Document.Verdict);
        await others.EndWithoutWaitingAsync();
    }

    [Fact]
    public async Task Signals_that_come_together_are_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/3", "node", "--headless", "--id", "n1", "--expect", "3",
            "--auto", "--group", MulticastGroup.Draw().ToString(), "--json");
        await node.Spoke();
        string kill = string.Create(CultureInfo.InvariantCulture, $"kill -TERM {node.Id}");
        using var both = Process.Start("/bin/sh", ["-c", $"{kill}; {kill}; {kill}; true"]);
        Ended ended = await node.EndAsync();
        Assert.Equal(ExitCode.Terminated, ended.Code);
        Assert.Equal(RunDocument.Interrupted, ended.Document.Verdict);
    }

    public void Dispose() => _temp.Dispose();

    private static long VotesFor(string choice, string[] transcript) =>
        transcript.Count(line => line.Contains($"\"choice\":\"{choice}\"", StringComparison.Ordinal));

    private static async Task AllEndAsync(Process[] nodes)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        foreach (Process node in nodes)
        {
            await node.WaitForExitAsync(limit.Token);
            node.Dispose();
        }
    }

    // Only Linux identifies children without a tool; elsewhere the test relies on the exit code and the folder's locks.
    private static Process[] ChildrenOf(int parent, int most = 3)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var children = new List<Process>();
        foreach (string folder in Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            if (ParentOf(folder) == parent)
                children.Add(Process.GetProcessById(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)));
        }
        Assert.InRange(children.Count, 3, most);
        return [.. children];
    }

    // proc(5): pid (comm) state ppid …, where comm may hold anything, brackets too.
    private static int? ParentOf(string folder)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task SignalAsync(int process, int signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process}")]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
