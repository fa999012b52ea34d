using Election.Groups.Model;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node whose instants can be converted to the time of day: its first step links the two clocks. That step is also published, so that the
/// operator of a single node sees at once what it is waiting for.
/// </summary>
internal sealed class TimedNode : INode
{
    private readonly INode _node;
    private readonly TimeProvider _time;
    private LogIndex _delivered;
    private (Instant Own, DateTimeOffset OfDay)? _tie;

    /// <summary>Wraps a node.</summary>
    /// <param name="node">The node to wrap.</param>
    /// <param name="time">The time of day.</param>
    public TimedNode(INode node, TimeProvider time)
    {
        _node = node;
        _time = time;
    }

    /// <summary>The last epoch with a delivery at this node, and the instant of its first one; null before any.</summary>
    public (Epoch Epoch, Instant At)? DeliveredInEpoch { get; private set; }

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => _node.NextDeadline;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        bool isFirst = _tie is null;
        _tie ??= (now, _time.GetUtcNow());
        _node.Step(input, now, outbox);
        if (isFirst)
            outbox.Publish();
        Standing standing = _node.Standing;
        if (standing.Committed == _delivered)
            return;
        _delivered = standing.Committed;
        if (DeliveredInEpoch?.Epoch != standing.Epoch)
            DeliveredInEpoch = (standing.Epoch, now);
    }

    /// <summary>Converts an instant of the node to milliseconds since the Unix epoch; null for null.</summary>
    public long? UnixMilliseconds(Instant? instant) =>
        instant is { } own && _tie is { } tie ? (tie.OfDay + (own - tie.Own)).ToUnixTimeMilliseconds() : null;
}
