namespace Election.Groups.Layers;

/// <summary>The group's times. Each is a length of time on one node's own clock.</summary>
public sealed record GroupTiming
{
    /// <summary>Between two beats of an idle node.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// From the last message of a burst to the first beat after it, so that a lost tail is noticed; doubles up to <see cref="Beat"/>.
    /// </summary>
    public TimeSpan FirstBeatAfterData { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>The least and most time from noticing a gap to the request for repair (RFC 5740, §5.3: a random back-off).</summary>
    public TimeSpan NackBackoffLeast { get; init; } = TimeSpan.FromMilliseconds(0.5);

    /// <inheritdoc cref="NackBackoffLeast"/>
    public TimeSpan NackBackoffMost { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>From one request to its repetition; doubles up to <see cref="NackRepeatMost"/> while nothing arrives.</summary>
    public TimeSpan NackRepeatLeast { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <inheritdoc cref="NackRepeatLeast"/>
    public TimeSpan NackRepeatMost { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>
    /// The time for which the holder of a repaired message ignores further requests for it: they crossed the repair on the wire.
    /// </summary>
    public TimeSpan RepairHoldOff { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>The least and most time after which a holder that is not the origin repairs, unless it hears a repair first.</summary>
    public TimeSpan HolderBackoffLeast { get; init; } = TimeSpan.FromMilliseconds(12);

    /// <inheritdoc cref="HolderBackoffLeast"/>
    public TimeSpan HolderBackoffMost { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// A node without a leader waits a random time up to this before it canvasses, so that few do so at once (Raft, §5.2).
    /// </summary>
    public TimeSpan CandidateDelayMost { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>From one CANVASS to its repetition, and at most as much again at random.</summary>
    public TimeSpan CanvassRepeat { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The wait of a node that gave its vote, or heard of a later epoch, for that epoch's leader before it canvasses.</summary>
    public TimeSpan LeaderPatience { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>The time for which an entry may be missing before it is fetched: its parts are most often under repair.</summary>
    public TimeSpan FetchPatience { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>From one FETCH to its repetition; doubles up to <see cref="FetchRepeatMost"/> while nothing arrives.</summary>
    public TimeSpan FetchRepeatLeast { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <inheritdoc cref="FetchRepeatLeast"/>
    public TimeSpan FetchRepeatMost { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A timer that comes so much too late tells the node that it was paused, and that the silence was its own.</summary>
    public TimeSpan PauseTolerance { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Between two DISCOVER, PROPOSE or READY frames.</summary>
    public TimeSpan BarrierRepeat { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The proposer's wait after the last new id, so that a lower one is not passed over.</summary>
    public TimeSpan BarrierSettle { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The least and most time before START is repeated for a node that seems to miss it.</summary>
    public TimeSpan StartRepeatLeast { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <inheritdoc cref="StartRepeatLeast"/>
    public TimeSpan StartRepeatMost { get; init; } = TimeSpan.FromMilliseconds(30);
}
