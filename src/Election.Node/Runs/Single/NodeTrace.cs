using System.Buffers;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Checks;
using Election.Traces.Files;
using Election.Traces.Model;
using Election.Traces.Recording;
using Election.Voting.Setup;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node's trace as a file, from any thread. What is noted waits in memory for at most <see cref="FlushInterval"/> or
/// <see cref="FlushBytes"/>; only a message of the node's own is handed to the system before it leaves, so that a node that is killed has
/// sent nothing that its trace does not know. A trace that cannot be written any more is given up, and the node goes on.
/// </summary>
internal sealed class NodeTrace : IDisposable
{
    /// <summary>The longest that an event waits in memory.</summary>
    public static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The most bytes that wait in memory, but for the last event.</summary>
    public const int FlushBytes = 64 * 1024;

    /// <summary>The most events of one node: what comes after them is not noted, and a note says so.</summary>
    public const int MostEvents = 5_000_000;

    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _waiting = new(FlushBytes);
    private readonly NodeRecorder _recorder;
    private readonly SharedClock _clock;
    private readonly Action<Sentence> _warn;
    private readonly int _mostEvents;
    private readonly ITimer _timer;
    private TimeSpan _stepBegan;
    private int _safeBroadcasts;
    private bool _isGivenUp;
    private bool _isFull;

    private NodeTrace(
        NodeSettings settings, SharedClock clock, FileStream file, TracePast past, Action<Sentence> warn, int mostEvents,
        TimeProvider timers)
    {
        _mostEvents = mostEvents;
        _file = file;
        _warn = warn;
        _clock = clock;
        ElectionSettings election = settings.Election;
        TraceWriter writer = past.Bytes > 0
            ? TraceWriter.Continue(_waiting, settings.Id.Text, past.Events)
            : new TraceWriter(_waiting, settings.Id.Text, ProcessesOf(settings),
                new TraceRun { Order = election.Order.ToText(), Seed = settings.RunBegan is null ? null : election.Seed });
        _recorder = new NodeRecorder(settings.Id, election.Order, writer, election.Faults, past, hasTimes: settings.RunBegan is not null);
        _safeBroadcasts = _recorder.Broadcasts;
        _recorder.Begin(_clock.Now);
        _timer = timers.CreateTimer(static trace => ((NodeTrace)trace!).FlushInTime(), this, FlushInterval, FlushInterval);
    }

    /// <summary>Begins the trace, or goes on with the one that an earlier life of the node left.</summary>
    /// <param name="settings">The node.</param>
    /// <param name="clock">The run's clock, the one that its faults go by.</param>
    /// <param name="goesOn">Whether the node comes back to the election that a trace there is about.</param>
    /// <param name="warn">Is told when the trace is given up.</param>
    /// <exception cref="StartRefusedException">The file cannot be written.</exception>
    public static NodeTrace Open(NodeSettings settings, SharedClock clock, bool goesOn, Action<Sentence> warn) =>
        Open(settings, clock, goesOn, warn, MostEvents, TimeProvider.System);

    internal static NodeTrace Open(
        NodeSettings settings, SharedClock clock, bool goesOn, Action<Sentence> warn, int mostEvents, TimeProvider timers)
    {
        try
        {
            var file = new FileStream(settings.Trace, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            TracePast past = goesOn ? PastIn(file, settings.Id) : TracePast.None;
            file.SetLength(past.Bytes);
            file.Seek(0, SeekOrigin.End);
            return new NodeTrace(settings, clock, file, past, warn, mostEvents, timers);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Flags.Trace}: {Quoted.Of(settings.Trace)} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Notes an input of the node, before it takes it.</summary>
    public void Take(in NodeInput input)
    {
        lock (_gate)
        {
            if (IsDeaf())
                return;
            _stepBegan = _clock.Now;
            if (input.Kind == InputKind.Datagram)
                _recorder.Receive(input.Bytes.Span, _stepBegan);
            else if (input.Kind == InputKind.Recovered)
                _recorder.Recover(input.Record, input.Bytes);
        }
    }

    /// <summary>Notes what the node wants done, before it is.</summary>
    /// <param name="effects">What it wants.</param>
    /// <param name="committed">Up to where it knows its log to be committed.</param>
    public void Note(ReadOnlySpan<Effect> effects, LogIndex committed)
    {
        lock (_gate)
        {
            if (IsDeaf())
                return;
            // What a step does happens at one moment, unless the other thread has noted something since it began.
            TimeSpan now = _stepBegan == _clock.Latest ? _stepBegan : _clock.Now;
            foreach (ref readonly Effect effect in effects)
                _recorder.Do(effect, effects, now);
            _recorder.Commit(committed, now);
            if (_recorder.Broadcasts > _safeBroadcasts || _waiting.WrittenCount >= FlushBytes)
                Flush();
        }
    }

    /// <summary>Notes a datagram that was lost on its way here.</summary>
    public void Lose(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            if (!IsDeaf())
                _recorder.Lose(datagram, _clock.Now);
        }
    }

    /// <summary>Notes that the node ends before all is done; nothing is noted after it.</summary>
    public void Crash(string why)
    {
        lock (_gate)
        {
            if (_isGivenUp)
                return;
            _recorder.Crash(_clock.Now, why);
            Flush();
            _isGivenUp = true;
        }
    }

    /// <summary>Writes what waits and closes the file.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            Flush();
            _isGivenUp = true;
            _file.Dispose();
        }
    }

    // By hand, nobody knows all the others' names before START.
    private static IEnumerable<string> ProcessesOf(NodeSettings settings) =>
        settings.RunBegan is null ? [] : Enumerable.Range(1, settings.Expect).Select(number => LocalSettings.IdOf(number).Text);

    private static TracePast PastIn(FileStream file, MemberId id)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return TracePast.Read(bytes, id.Text);
    }

    private bool IsDeaf()
    {
        if (!_isFull && _recorder.Events >= _mostEvents)
        {
            _isFull = true;
            _recorder.Note(TraceEventKind.Note, FormattableString.Invariant($"after {_mostEvents} events no more are noted"), _clock.Now);
        }
        return _isGivenUp || _isFull;
    }

    private void FlushInTime()
    {
        lock (_gate)
            Flush();
    }

    private void Flush()
    {
        if (_isGivenUp || _waiting.WrittenCount == 0)
            return;
        try
        {
            _file.Write(_waiting.WrittenSpan);
        }
        catch (IOException failure)
        {
            _isGivenUp = true;
            _warn($"the trace {_file.Name} ends here, since it cannot be written any more: {failure.Message}");
        }
        _waiting.ResetWrittenCount();
        _safeBroadcasts = _recorder.Broadcasts;
    }
}
