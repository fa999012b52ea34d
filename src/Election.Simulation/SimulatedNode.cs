using System.Buffers;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>A node to be simulated.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Key">The key it signs with.</param>
/// <param name="Create">Makes it, when it starts. It is then stepped at once with <see cref="InputKind.Timer"/>.</param>
public sealed record NodeSetup(MemberId Id, PublicKey Key, Func<INode> Create);

/// <summary>A node in a run, and all that it has left behind.</summary>
public sealed class SimulatedNode
{
    private readonly ArrayBufferWriter<byte> _transcript = new();
    private readonly List<Notice> _notices = [];
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

    /// <summary>When it starts, in virtual time.</summary>
    public TimeSpan StartsAt { get; }

    /// <summary>What its own clock shows at virtual time zero: no two nodes' clocks agree.</summary>
    public TimeSpan ClockOrigin { get; }

    /// <summary>The node itself, once started.</summary>
    public INode? Node { get; internal set; }

    /// <summary>When it asked to finish; null while it runs.</summary>
    public TimeSpan? FinishedAt { get; internal set; }

    /// <summary>When it died; null if it did not. What was not on its disk by then is lost.</summary>
    public TimeSpan? CrashedAt { get; internal set; }

    /// <summary>Whether it has started and neither finished nor died.</summary>
    public bool IsRunning => Node is not null && !IsOver;

    /// <summary>Whether it has finished or died.</summary>
    public bool IsOver => FinishedAt is not null || CrashedAt is not null;

    /// <summary>Its transcript so far.</summary>
    public ReadOnlyMemory<byte> Transcript => _transcript.WrittenMemory;

    /// <summary>What it told its operator.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>Its disk.</summary>
    public VirtualJournal Journal { get; } = new();

    internal NodeSetup Setup { get; }

    internal Outbox Outbox { get; } = new();

    /// <summary>For when its timer is set.</summary>
    internal TimeSpan? TimerAt { get; set; }

    /// <summary>How often its timer fired at the present instant.</summary>
    internal int TimersNow { get; private set; }

    internal Instant ClockAt(TimeSpan virtualTime) => Instant.Zero + ClockOrigin + virtualTime;

    internal TimeSpan VirtualTimeOf(Instant instant) => instant - Instant.Zero - ClockOrigin;

    internal void CountTimer(TimeSpan now)
    {
        TimersNow = now == _lastTimer ? TimersNow + 1 : 1;
        _lastTimer = now;
    }

    internal void Append(ReadOnlySpan<byte> line) => _transcript.Write(line);

    internal void Append(Notice notice) => _notices.Add(notice);
}
