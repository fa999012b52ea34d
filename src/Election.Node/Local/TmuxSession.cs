using System.Diagnostics;
using Election.Node.Ui.Layout;
using Election.Runtime;

namespace Election.Node.Local;

/// <summary>
/// A local election with a pane for each node, under tmux. It has a tmux server of its own, so that nothing of the operator's tmux is
/// touched; the server ends when the last pane does, or when the operator detaches.
/// </summary>
internal sealed class TmuxSession
{
    private const string Program = "tmux";
    private const string Name = "election";
    // Wide enough for any number of panes to be split before a terminal is attached, which then decides.
    private const string FirstWidth = "300", FirstHeight = "200";

    private readonly string _server = $"election-{Environment.ProcessId}";

    /// <summary>Shows the nodes until the operator has left them all.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="terminal">Where the operator sits.</param>
    /// <param name="interruption">Ends the nodes early.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">There is no terminal, or no tmux.</exception>
    public static async Task<int> HoldAsync(LocalSettings settings, Terminal terminal, Interruption interruption)
    {
        if (!terminal.IsInteractive)
            throw new StartRefusedException("--tui: there is no terminal here to show the nodes on: leave --tui out");
        using var folder = RunFolder.Claim(settings.Out);
        var session = new TmuxSession();
        session.Open(settings, folder);
        try
        {
            await session.AttachAsync(interruption.Token).ConfigureAwait(false);
        }
        finally
        {
            session.Run("kill-server");
        }
        if (interruption.Code is int code)
            return code;
        await terminal.Error.WriteLineAsync($"transcripts  {folder.Within("n*.transcript.jsonl")}").ConfigureAwait(false);
        return ExitCode.Success;
    }

    private void Open(LocalSettings settings, RunFolder folder)
    {
        var program = Executable.OfThisProcess();
        bool isZoomed = IsTooSmall(settings.Votes.Length, Console.WindowWidth, Console.WindowHeight);
        for (int node = 0; node < settings.Votes.Length; node++)
        {
            string[] command = [program.Path, .. program.LeadingArguments, .. NodeArguments.OfScreen(settings, folder, node)];
            string[] pane = node == 0 ? ["new-session", "-d", "-s", Name, "-x", FirstWidth, "-y", FirstHeight] : ["split-window", "-t", Name];
            Must([.. pane, "--", .. command]);
            if (node == 0)
                Dress(isZoomed);
            Must("select-layout", "-t", Name, "tiled");
        }
        Must("select-pane", "-t", $"{Name}:.0");
        if (isZoomed)
            Must("resize-pane", "-Z", "-t", $"{Name}:.0");
    }

    private void Dress(bool isZoomed)
    {
        Must("set-option", "-g", "mouse", "on");
        // A node that could not start stays to be read; one that the operator left makes room.
        Must("set-option", "-g", "remain-on-exit", "failed");
        // Every row is needed: three rows of panes fit into 50.
        Must("set-option", "-g", "status", "off");
        Must("set-option", "-g", "escape-time", "25");
        string go = isZoomed ? "C-b arrow shows the next node" : "C-b arrow goes to another node, C-b z zooms";
        Must("set-hook", "-g", "client-attached", $"display-message -d 6000 '{go}, C-b d leaves all'");
        if (!isZoomed)
            return;
        foreach ((string key, string pane) in ((string, string)[])[("Right", ":.+"), ("Down", ":.+"), ("Left", ":.-"), ("Up", ":.-")])
            Must("bind-key", key, "select-pane", "-Z", "-t", pane);
    }

    /// <summary>Whether a terminal is too small for so many panes side by side, as tmux tiles them: then one is shown at a time.</summary>
    internal static bool IsTooSmall(int panes, int width, int height)
    {
        int rows = 1, columns = 1;
        while (rows * columns < panes)
        {
            rows++;
            if (rows * columns < panes)
                columns++;
        }
        return (width - columns + 1) / columns < UiFrame.LeastWidth || (height - rows + 1) / rows < UiFrame.LeastHeight;
    }

    private async Task AttachAsync(CancellationToken cancellation)
    {
        using Process attached = Start(["attach-session", "-t", Name], isQuiet: false);
        try
        {
            await attached.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Run("kill-server");
            await attached.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Must(params string[] arguments)
    {
        if (Run(arguments) is { Length: > 0 } error)
        {
            Run("kill-server");
            throw new StartRefusedException($"--tui: tmux does not do its part ({error}): leave --tui out");
        }
    }

    private string Run(params string[] arguments)
    {
        using Process process = Start(arguments, isQuiet: true);
        string error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : error.Length > 0 ? error : $"exit {process.ExitCode}";
    }

    private Process Start(string[] arguments, bool isQuiet)
    {
        var start = new ProcessStartInfo(Program) { UseShellExecute = false, RedirectStandardError = isQuiet };
        foreach (string argument in (string[])["-L", _server, "-f", "/dev/null", "-u", .. arguments])
            start.ArgumentList.Add(argument);
        // Inside the operator's own tmux it would refuse to be nested.
        start.Environment.Remove("TMUX");
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new StartRefusedException("--tui: tmux is not installed here: install it (for example apt install tmux), or leave --tui out");
        }
    }
}
