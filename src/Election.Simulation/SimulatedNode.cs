using System.Buffers;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>The setup of a node to be simulated.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Key">The key it signs with.</param>
/// <param name="Create">
/// Creates the node at the beginning of each life, from the number of the life, counted from 1, and the id of its journal. The node is then
/// fed its journal's records and stepped at once with <see cref="InputKind.Timer"/>.
/// </param>
public sealed record NodeSetup(MemberId Id, PublicKey Key, Func<int, JournalId, INode> Create);

/// <summary>A node in a run, over all its lives, with everything that it leaves behind.</summary>
public sealed class SimulatedNode
{
    /// <summary>
    /// The capacity of a paused node's socket, in bytes of payload, the same as the real channel requests; datagrams beyond it are lost.
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

    /// <summary>The node's id.</summary>
    public MemberId Id => Setup.Id;

    /// <summary>The node's place in the list of nodes.</summary>
    public int Index { get; }

    /// <summary>The virtual time of its first start.</summary>
    public TimeSpan StartsAt { get; }

    /// <summary>The reading of its own clock at virtual time zero; every node's clock differs.</summary>
    public TimeSpan ClockOrigin { get; }

    /// <summary>The number of its current life, from 1; 0 before the first.</summary>
    public int Life { get; private set; }

    /// <summary>The node itself, once started; after a crash, the crashed one until the next life begins.</summary>
    public INode? Node { get; private set; }

    /// <summary>The time at which it asked to finish; null while it has not.</summary>
    public TimeSpan? FinishedAt { get; internal set; }

    /// <summary>The time of its crash; null unless it is down. Records that were not on its disk by then are lost.</summary>
    public TimeSpan? CrashedAt { get; private set; }

    /// <summary>The number of its crashes.</summary>
    public int Crashes { get; private set; }

    /// <summary>True if it is down and will be restarted.</summary>
    public bool WillRestart { get; internal set; }

    /// <summary>True if it is paused.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>True if it has started and has neither finished nor crashed.</summary>
    public bool IsRunning => Node is not null && FinishedAt is null && CrashedAt is null;

    /// <summary>True if it has finished, or crashed for good.</summary>
    public bool IsOver => FinishedAt is not null || (CrashedAt is not null && !WillRestart);

    /// <summary>The transcript of its current life so far.</summary>
    public ReadOnlyMemory<byte> Transcript => _transcript.WrittenMemory;

    /// <summary>The notices to its operator, over all its lives.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>The journal on its disk, which outlives crashes.</summary>
    public VirtualJournal Journal { get; } = new();

    /// <summary>The number of datagrams that found a paused node's socket full.</summary>
    public long Overflowed { get; private set; }

    internal NodeSetup Setup { get; }

    internal Outbox Outbox { get; private set; } = new();

    /// <summary>The time for which its timer is set; null if it is not set.</summary>
    internal TimeSpan? TimerAt { get; set; }

    /// <summary>The number of times its timer fired at the current instant.</summary>
    internal int TimersNow { get; private set; }

    internal Instant ClockAt(TimeSpan virtualTime) => Instant.Zero + ClockOrigin + virtualTime;

    internal TimeSpan VirtualTimeOf(Instant instant) => instant - Instant.Zero - ClockOrigin;

    /// <summary>Begins a life: only the journal is left of the previous one.</summary>
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

    /// <summary>Crashes the node.</summary>
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

    /// <summary>Holds an event for a paused node, as its system does; datagrams only while the socket has room.</summary>
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

    /// <summary>Returns the held events, oldest first, and clears them.</summary>
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
