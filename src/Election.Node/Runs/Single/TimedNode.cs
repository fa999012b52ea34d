using Election.Groups.Model;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node whose instants can be told in time of day: its first step ties the two clocks together. That step is also published, so that the
/// operator of a node alone sees at once what it waits for.
/// </summary>
internal sealed class TimedNode : INode
{
    private readonly INode _node;
    private readonly TimeProvider _time;
    private LogIndex _delivered;
    private (Instant Own, DateTimeOffset OfDay)? _tie;

    /// <summary>Wraps a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="time">The time of day.</param>
    public TimedNode(INode node, TimeProvider time)
    {
        _node = node;
        _time = time;
    }

    /// <summary>The last reign in which something was delivered here, and when the first of it was.</summary>
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

    /// <summary>An instant of the node in milliseconds since the Unix epoch; null for none.</summary>
    public long? UnixMilliseconds(Instant? instant) =>
        instant is { } own && _tie is { } tie ? (tie.OfDay + (own - tie.Own)).ToUnixTimeMilliseconds() : null;
}
