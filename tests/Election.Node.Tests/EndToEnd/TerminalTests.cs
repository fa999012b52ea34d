using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The real program on a pseudo-terminal, which it restores at its end, and without a terminal.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string GivenBack = "True True True True";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PseudoTerminalTheory]
    [InlineData("keys", 0)]
    [InlineData("storm", 0)]
    [InlineData("term", 143)]
    [InlineData("full", 70)]
    public async Task A_node_on_a_terminal_opens_a_screen_and_gives_the_terminal_back(string how, int exitCode)
    {
        (string said, string error) = await PseudoTerminal.RunAsync(
            _folder.Path, how, "node", "--id", "n1", "--expect", "1", "--group", MulticastGroup.Draw().ToString(), "--data", _folder.Path);
        Assert.True(said == $"{exitCode} {GivenBack}", $"{said}\n{error}");
        Assert.Equal(exitCode == 70, error.Contains("internal error", StringComparison.Ordinal));
    }

    [PseudoTerminalTheory]
    [InlineData("hangup")]
    [InlineData("deaf")]
    [InlineData("stuck")]
    public async Task A_node_whose_terminal_is_gone_or_stuck_ends_as_by_SIGTERM_and_leaves_no_process(string how)
    {
        using var others = new LeaverAndOthers(_folder.Path);
        (string said, string error) = await PseudoTerminal.RunAsync(_folder.Path, how, others.ArgumentsOfLeaver);
        Assert.True(said == $"{ExitCode.Terminated} 0", $"{said}\n{error}");
        await others.EndWithoutWaitingAsync();
    }

    [PseudoTerminalTheory]
    [InlineData("hangup")]
    public async Task A_run_whose_terminal_is_gone_takes_its_nodes_with_it(string how)
    {
        (string said, string error) = await PseudoTerminal.RunAsync(_folder.Path, how, "local", "--nodes", "3", "--out", "run",
            "--vote", "n3:Pérez@300s");
        Assert.True(said == $"{ExitCode.Terminated} 0", $"{said}\n{error}");
    }

    [PseudoTerminalTheory]
    [InlineData("quit", 130)]
    public async Task A_node_that_quits_before_voting_says_so_and_the_others_do_not_wait(string how, int exitCode)
    {
        using var others = new LeaverAndOthers(_folder.Path);
        (string said, string error) = await PseudoTerminal.RunAsync(_folder.Path, how, others.ArgumentsOfLeaver);
        Assert.True(said == $"{exitCode} {GivenBack}", $"{said}\n{error}");
        await others.EndWithoutWaitingAsync();
    }

    [PseudoTerminalTheory("tmux")]
    [InlineData("panes", 0, "certified")]
    [InlineData("detach", 3, "stalled")]
    public async Task Panes_leave_the_run_folder_and_the_exit_code_of_a_run_without_them(string how, int exitCode, string verdict)
    {
        string[] votes = how == "panes" ? ["--votes", "Sánchez:2,Pérez:1"] : ["--nodes", "3"];
        (string said, string error) = await PseudoTerminal.RunAsync(_folder.Path, how, ["local", "--tui", "--out", "run", .. votes]);
        Assert.True(said == $"{exitCode} {GivenBack}", $"{said}\n{error}");
        RunDocument document = RunsJson.ReadRun(File.ReadAllText(Path.Combine(_folder.Path, "run", RunFiles.Document)))!;
        Assert.Equal(verdict, document.Verdict);
        Assert.Equal(["n1", "n2", "n3"], document.Nodes.Select(node => node.Id));
        Assert.All(document.Nodes, node => Assert.Equal(how == "panes" ? "certified" : "open", node.State));
        Assert.Equal(how == "panes", File.Exists(Path.Combine(_folder.Path, "run", RunFiles.Certificate)));
        Assert.Contains(verdict + " · ", error);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.Path, "run"), PaneReport.FileName, SearchOption.AllDirectories));
    }

    [PseudoTerminalTheory]
    [InlineData("alone")]
    public async Task Panes_without_tmux_are_refused_with_the_remedy_and_an_earlier_run_stays(string how)
    {
        (string said, string error) = await PseudoTerminal.RunAsync(_folder.Path, how, "local", "--tui", "--out", "run");
        Assert.True(said.StartsWith("64 ", StringComparison.Ordinal), $"{said}\n{error}");
        Assert.Contains("--tui: tmux is not installed here: install it (for example apt install tmux), or leave --tui out", error);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "run")));
    }

    [Fact]
    public async Task Panes_without_a_terminal_are_refused_with_the_remedy()
    {
        Ended ended = await ElectionProgram.RunAsync(_folder.Path, "local", "--tui", "--out", "run");
        Assert.Equal((64, "election: --tui: there is no terminal here to show the nodes: leave --tui out\n"), (ended.Code, ended.Error));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "run")));
    }

    [Fact]
    public async Task A_node_without_a_terminal_says_once_that_it_runs_without_a_screen()
    {
        Ended ended = await ElectionProgram.RunAsync(
            _folder.Path, "node", "--id", "n1", "--expect", "1", "--vote", "Pérez", "--group", MulticastGroup.Draw().ToString());
        Assert.Equal(0, ended.Code);
        Assert.Single(ended.Error.Split('\n'), line => line == "there is no terminal here: the node runs as with --headless");
        Assert.DoesNotContain('\u001b', ended.Out + ended.Error);
    }

    [LinuxFact]
    public async Task A_headless_node_never_even_loads_the_library_of_the_screen()
    {
        using var program = ElectionProgram.StartAwaiting(_folder.Path, "1/2 found",
            "node", "--headless", "--id", "n1", "--expect", "2", "--vote", "Pérez", "--group", MulticastGroup.Draw().ToString());
        await program.Spoke();
        string loaded = await File.ReadAllTextAsync($"/proc/{program.Id}/maps");
        Assert.Contains("Election.Voting.dll", loaded);
        Assert.DoesNotContain("Terminal.Gui", loaded);
    }
}

/// <summary>A fact that needs Linux's information about processes; elsewhere it is skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only Linux tells what a process has loaded";
}
