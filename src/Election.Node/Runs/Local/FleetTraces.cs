using Election.Groups.Model;
using Election.Node.Runs.Single;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Traces.Checks;
using Election.Traces.Files;
using Election.Traces.Model;
using Election.Traces.Recording;
using Election.Voting.Setup;

namespace Election.Node.Runs.Local;

/// <summary>
/// The traces of a run's nodes. Each node writes its own. The run records events that a node could not record itself, and completes all
/// traces at the end: it drops a line that a killed node left unfinished, and adds facts that only all nodes together show.
/// </summary>
internal sealed class FleetTraces
{
    private readonly LocalSettings _settings;
    private readonly RunFolder _folder;
    private readonly SharedClock _clock;
    private readonly List<TraceNote> _notes = [];
    private readonly HashSet<int> _dying = [];

    /// <summary>Starts the traces of a run now.</summary>
    public FleetTraces(LocalSettings settings, RunFolder folder)
    {
        _settings = settings;
        _folder = folder;
        // Nodes get the time in whole milliseconds.
        Began = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        _clock = new SharedClock(Began);
    }

    /// <summary>The start of the run.</summary>
    public DateTimeOffset Began { get; }

    /// <summary>Applies an event of a node. One caller at a time.</summary>
    public void Take(FleetEvent news)
    {
        switch (news)
        {
            case PauseReport pause:
                Note(pause.Node, TraceEventKind.Pause, null);
                break;
            case ResumeReport resume:
                Note(resume.Node, TraceEventKind.Resume, null);
                break;
            case CrashReport crash:
                // A node that its script kills records that itself.
                _dying.Add(crash.Node);
                break;
            case EndReport end when !_dying.Remove(end.Node) && !ExitCode.IsOfNode(end.ExitCode):
                Note(end.Node, TraceEventKind.Crash, "its process was killed");
                break;
        }
    }

    /// <summary>Completes the traces. All nodes must have ended.</summary>
    /// <param name="warn">Receives the reason if the traces stay as the nodes wrote them.</param>
    public void Complete(Action<Sentence> warn)
    {
        if (!_settings.Ids.Any(id => File.Exists(PathOf(id))))
            return;
        var builder = new TraceBuilder();
        foreach (MemberId id in _settings.Ids)
            Read(id, builder);
        if (builder.Build() is not { } trace)
        {
            warn($"the traces are left as the nodes wrote them: {builder.Fault}");
            return;
        }
        foreach ((string host, ReadOnlyMemory<byte> whole) in TraceCompletion.Of(trace, _notes))
            _folder.Write(RunFiles.TraceOf(host), whole.Span);
    }

    private void Read(MemberId id, TraceBuilder builder)
    {
        byte[] bytes = File.Exists(PathOf(id)) ? File.ReadAllBytes(PathOf(id)) : [];
        TracePast past = TracePast.Read(bytes, id.Text);
        if (past.Bytes == 0)
        {
            builder.BeginFile(RunFiles.TraceOf(id.Text), id.Text, [.. _settings.Ids.Select(one => one.Text)],
                new TraceRun { Order = _settings.Election.Order.ToText(), Seed = _settings.Election.Seed });
            return;
        }
        var reader = new TraceReader(builder, RunFiles.TraceOf(id.Text), id.Text, []);
        reader.Take(bytes.AsSpan(0, (int)past.Bytes));
        reader.End();
    }

    private string PathOf(MemberId id) => _folder.Within(RunFiles.TraceOf(id.Text));

    private void Note(int node, TraceEventKind kind, string? text) =>
        _notes.Add(new TraceNote(_settings.Ids[node].Text, kind, (long)_clock.Now.TotalMicroseconds, text));
}
