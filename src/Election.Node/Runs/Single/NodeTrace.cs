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
/// A node's trace as a file, usable from any thread. Events wait in memory for at most <see cref="FlushInterval"/> or
/// <see cref="FlushBytes"/>. Only the node's own messages are handed to the system before they leave, so that a killed node has sent
/// nothing that its trace does not contain. If the trace can no longer be written, it is abandoned and the node continues.
/// </summary>
internal sealed class NodeTrace : IDisposable
{
    /// <summary>The longest time that an event waits in memory.</summary>
    public static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The most bytes that wait in memory, not counting the last event.</summary>
    public const int FlushBytes = 64 * 1024;

    /// <summary>The most events of one node; a note replaces all later ones.</summary>
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

    /// <summary>Starts the trace, or continues the one that an earlier life of the node left.</summary>
    /// <param name="settings">The node's settings.</param>
    /// <param name="path">The path of the trace. The file may be moved while it is written.</param>
    /// <param name="clock">The run's clock, which its faults follow.</param>
    /// <param name="goesOn">True if the node resumes the election of the existing trace.</param>
    /// <param name="warn">Receives the reason if the trace is abandoned.</param>
    /// <exception cref="StartRefusedException">The file cannot be written.</exception>
    public static NodeTrace Open(NodeSettings settings, string path, SharedClock clock, bool goesOn, Action<Sentence> warn) =>
        Open(settings, path, clock, goesOn, warn, MostEvents, TimeProvider.System);

    internal static NodeTrace Open(
        NodeSettings settings, string path, SharedClock clock, bool goesOn, Action<Sentence> warn, int mostEvents, TimeProvider timers)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete,
                bufferSize: 0);
            TracePast past = goesOn ? PastIn(file, settings.Id) : TracePast.None;
            file.SetLength(past.Bytes);
            file.Seek(0, SeekOrigin.End);
            return new NodeTrace(settings, clock, file, past, warn, mostEvents, timers);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Flags.Trace}: {Quoted.Of(path)} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Records an input before the node takes it.</summary>
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

    /// <summary>Records the node's effects before they are carried out.</summary>
    /// <param name="effects">The effects of one step.</param>
    /// <param name="committed">The index up to which the node knows its log to be committed.</param>
    public void Note(ReadOnlySpan<Effect> effects, LogIndex committed)
    {
        lock (_gate)
        {
            if (IsDeaf())
                return;
            // All effects of a step get one time, unless the other thread has recorded an event since the step began.
            TimeSpan now = _stepBegan == _clock.Latest ? _stepBegan : _clock.Now;
            foreach (ref readonly Effect effect in effects)
                _recorder.Do(effect, effects, now);
            _recorder.Commit(committed, now);
            if (_recorder.Broadcasts > _safeBroadcasts || _waiting.WrittenCount >= FlushBytes)
                Flush();
        }
    }

    /// <summary>Records a datagram that was lost on its way to this node.</summary>
    public void Lose(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            if (!IsDeaf())
                _recorder.Lose(datagram, _clock.Now);
        }
    }

    /// <summary>Records that the node ended early; later events are ignored.</summary>
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

    /// <summary>Writes pending events and closes the file.</summary>
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

    // A node started by hand does not know all the others' names before START.
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
            _warn($"the trace {_file.Name} ends here because it can no longer be written: {failure.Message}");
        }
        _waiting.ResetWrittenCount();
        _safeBroadcasts = _recorder.Broadcasts;
    }
}
