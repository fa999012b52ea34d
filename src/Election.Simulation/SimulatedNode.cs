using System.Buffers;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>A node to be simulated.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Key">The key it signs with.</param>
/// <param name="Create">
/// Makes it, when one of its lives begins, from the life's number, from 1, and its journal's. It is then fed what its journal holds, and
/// stepped at once with <see cref="InputKind.Timer"/>.
/// </param>
public sealed record NodeSetup(MemberId Id, PublicKey Key, Func<int, JournalId, INode> Create);

/// <summary>A node in a run, over all its lives, and all that it has left behind.</summary>
public sealed class SimulatedNode
{
    /// <summary>
    /// How much waits in a paused node's socket, in bytes of payload; what comes then is lost. As the real channel asks its system for.
    /// </summary>
    public const int SocketBufferBytes = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _transcript = new();
    private readonly List<Notice> _notices = [];
    private readonly List<VirtualEvent> _held = [];
    private int _heldBytes;
    private TimeSpan _lastTimer;

    internal SimulatedNode(NodeSetup setup, int index, TimeSpan startsAt, TimeSpan clockOrigin)
    {
        Setup = setup;
        Index = index;
        StartsAt = startsAt;
        ClockOrigin = clockOrigin;
    }

    /// <summary>Its name.</summary>
    public MemberId Id => Setup.Id;

    /// <summary>Its place in the list of nodes.</summary>
    public int Index { get; }

    /// <summary>When it first starts, in virtual time.</summary>
    public TimeSpan StartsAt { get; }

    /// <summary>What its own clock shows at virtual time zero: no two nodes' clocks agree.</summary>
    public TimeSpan ClockOrigin { get; }

    /// <summary>Which life this is, from 1; 0 before the first.</summary>
    public int Life { get; private set; }

    /// <summary>The node itself, once started; after a crash the one that died, until the next life begins.</summary>
    public INode? Node { get; private set; }

    /// <summary>When it asked to finish; null while it runs.</summary>
    public TimeSpan? FinishedAt { get; internal set; }

    /// <summary>When it died, if it is dead now. What was not on its disk by then is lost.</summary>
    public TimeSpan? CrashedAt { get; private set; }

    /// <summary>How often it died.</summary>
    public int Crashes { get; private set; }

    /// <summary>Whether it is dead and will be started again.</summary>
    public bool WillRestart { get; internal set; }

    /// <summary>Whether it stands still.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether it has started and neither finished nor died.</summary>
    public bool IsRunning => Node is not null && FinishedAt is null && CrashedAt is null;

    /// <summary>Whether it has finished, or died for good.</summary>
    public bool IsOver => FinishedAt is not null || (CrashedAt is not null && !WillRestart);

    /// <summary>The transcript of its present life so far.</summary>
    public ReadOnlyMemory<byte> Transcript => _transcript.WrittenMemory;

    /// <summary>What it told its operator, in all its lives.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>Its disk.</summary>
    public VirtualJournal Journal { get; } = new();

    /// <summary>Datagrams that found a paused node's socket full.</summary>
    public long Overflowed { get; private set; }

    internal NodeSetup Setup { get; }

    internal Outbox Outbox { get; private set; } = new();

    /// <summary>For when its timer is set.</summary>
    internal TimeSpan? TimerAt { get; set; }

    /// <summary>How often its timer fired at the present instant.</summary>
    internal int TimersNow { get; private set; }

    internal Instant ClockAt(TimeSpan virtualTime) => Instant.Zero + ClockOrigin + virtualTime;

    internal TimeSpan VirtualTimeOf(Instant instant) => instant - Instant.Zero - ClockOrigin;

    /// <summary>A life begins: nothing but the journal is left of the one before.</summary>
    internal void Begin()
    {
        Life++;
        Node = Setup.Create(Life, Journal.Id);
        Outbox = new Outbox();
        CrashedAt = null;
        WillRestart = false;
        TimerAt = null;
        _transcript.ResetWrittenCount();
    }

    /// <summary>It dies.</summary>
    internal void Crash(TimeSpan now, SplitMix64 random)
    {
        // A node that dies before its first start never has that life.
        Life = Math.Max(Life, 1);
        CrashedAt = now;
        Crashes++;
        Journal.Crash(random);
        IsPaused = false;
        TakeHeld();
    }

    internal void Pause() => IsPaused = true;

    internal void Resume() => IsPaused = false;

    /// <summary>Keeps what happens to a paused node for later, as its system does: datagrams while the socket has room.</summary>
    internal void Hold(in VirtualEvent happening)
    {
        int bytes = happening.Kind == VirtualEventKind.Receive ? happening.Bytes!.Length : 0;
        if (_heldBytes + bytes > SocketBufferBytes)
        {
            Overflowed++;
            return;
        }
        _heldBytes += bytes;
        _held.Add(happening);
    }

    /// <summary>Gives and forgets what was held, oldest first.</summary>
    internal VirtualEvent[] TakeHeld()
    {
        VirtualEvent[] held = [.. _held];
        _held.Clear();
        _heldBytes = 0;
        return held;
    }

    internal void CountTimer(TimeSpan now)
    {
        TimersNow = now == _lastTimer ? TimersNow + 1 : 1;
        _lastTimer = now;
    }

    internal void Append(ReadOnlySpan<byte> line) => _transcript.Write(line);

    internal void Append(Notice notice) => _notices.Add(notice);
}
