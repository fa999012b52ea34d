using Election.Node.Screen.Layout;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>
/// A local election with a pane for each node, under tmux. It ends when the last pane ends or the operator detaches; then the nodes'
/// reports give the run's document and exit code, as in a run without panes.
/// </summary>
internal sealed class TmuxSession
{
    /// <summary>
    /// The keys for moving between nodes. The nodes show them, because a message of tmux would freeze the screen while it is shown.
    /// </summary>
    public static Sentence Keys => $"C-b with an arrow key shows another node, C-b z shows one alone, C-b d leaves all";

    private const string Name = "election";
    // Wide enough to split into any number of panes before a terminal is attached, whose size then counts.
    private const string FirstWidth = "300", FirstHeight = "200";

    // A node that gets SIGHUP closes its journal, and then reports.
    private static readonly TimeSpan s_reportTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly TmuxServer _server = new();
    private readonly LocalSettings _settings;
    private readonly RunFolder _folder;
    private readonly FleetTraces _traces;

    private TmuxSession(LocalSettings settings, RunFolder folder)
    {
        _settings = settings;
        _folder = folder;
        _traces = new FleetTraces(settings, folder);
    }

    /// <summary>Shows the nodes until the operator has left all of them, and reports the run.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="terminal">The operator's terminal.</param>
    /// <param name="interruption">Ends the nodes early.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">There is no terminal or no tmux, or a node refused to start.</exception>
    public static async Task<int> HoldAsync(LocalSettings settings, TextTerminal terminal, Interruption interruption)
    {
        if (!terminal.IsInteractive)
            throw new StartRefusedException($"--tui: there is no terminal here to show the nodes: leave --tui out");
        // Checked before the folder, which may hold an earlier run.
        TmuxServer.RefuseUnlessHere();
        using var folder = RunFolder.Claim(settings.Out);
        SharedVoter.Prepare(settings, folder);
        var session = new TmuxSession(settings, folder);
        session.Open();
        try
        {
            await session._server.AttachAsync(Name, interruption.Token).ConfigureAwait(false);
        }
        finally
        {
            session._server.End();
        }
        await session.AwaitReportsAsync().ConfigureAwait(false);
        session._traces.Complete(terminal.Tell);
        return interruption.Code ?? session.Conclude(terminal);
    }

    /// <summary>True if a terminal is too small for tmux to tile this many panes; then one is shown at a time.</summary>
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

    private void Open()
    {
        var program = Executable.OfThisProcess();
        bool isZoomed = IsTooSmall(_settings.Votes.Length, Console.WindowWidth, Console.WindowHeight);
        for (int node = 0; node < _settings.Votes.Length; node++)
        {
            string[] command = [program.Path, .. program.LeadingArguments,
                .. NodeArguments.OfScreen(_settings, _folder, node, _traces.Began)];
            string[] pane = node == 0
                ? ["new-session", "-d", "-s", Name, "-x", FirstWidth, "-y", FirstHeight] : ["split-window", "-t", Name];
            _server.Must([.. pane, "--", .. command]);
            if (node == 0)
                Dress(isZoomed);
            _server.Must("select-layout", "-t", Name, "tiled");
        }
        _server.Must("select-pane", "-t", $"{Name}:.0");
        if (isZoomed)
            _server.Must("resize-pane", "-Z", "-t", $"{Name}:.0");
    }

    private void Dress(bool isZoomed)
    {
        _server.Must("set-option", "-g", "mouse", "on");
        // When the operator leaves a node, the other panes get its space, and the next one is shown in the same way.
        string zoom = isZoomed ? $" ; resize-pane -Z -t {Name}:" : "";
        _server.Must("set-hook", "-g", "pane-exited", $"select-layout -t {Name}: tiled{zoom}");
        // Every row counts: three rows of panes fit into 50 rows.
        _server.Must("set-option", "-g", "status", "off");
        _server.Must("set-option", "-g", "escape-time", "25");
        if (!isZoomed)
            return;
        foreach ((string key, string pane) in ((string, string)[])[("Right", ":.+"), ("Down", ":.+"), ("Left", ":.-"), ("Up", ":.-")])
            _server.Must("bind-key", key, "select-pane", "-Z", "-t", pane);
    }

    private async Task AwaitReportsAsync()
    {
        using var limit = new CancellationTokenSource(s_reportTime);
        using var timer = new PeriodicTimer(s_lookAgain);
        try
        {
            while (!Enumerable.Range(0, _settings.Votes.Length).All(node => File.Exists(NodeArguments.ReportOf(_settings, _folder, node))))
                await timer.WaitForNextTickAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A killed node never reports: the run says so.
        }
    }

    private int Conclude(TextTerminal terminal)
    {
        var board = new FleetBoard(_settings.Ids);
        var talk = new NodeTalk(_settings.Ids, terminal);
        for (int node = 0; node < _settings.Votes.Length; node++)
        {
            foreach (NodeEvent report in PaneReport.Take(node, NodeArguments.ReportOf(_settings, _folder, node)))
                LocalResult.Take(report, board, talk);
        }
        return LocalResult.Conclude(_settings, board, talk, _folder, terminal);
    }
}
