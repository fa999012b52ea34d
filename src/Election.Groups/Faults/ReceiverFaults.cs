using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Faults;

/// <summary>
/// The faults as one receiver meets them: give it each datagram that arrives, and obey what it decides. The simulator and the decorator
/// over real sockets both use this piece. A datagram that has no identity, and the receiver's own copies, pass untouched and uncounted.
/// </summary>
public sealed class ReceiverFaults
{
    private readonly LinkFaults _faults;
    private readonly NodeTag _receiver;
    private readonly AttemptCounter _attempts;

    /// <summary>Stands before a receiver.</summary>
    /// <param name="faults">The decisions; may be shared by several receivers of one loop.</param>
    /// <param name="receiver">The receiver of these copies.</param>
    /// <param name="attempts">Counts this receiver's arrivals.</param>
    public ReceiverFaults(LinkFaults faults, NodeTag receiver, AttemptCounter attempts)
    {
        _faults = faults;
        _receiver = receiver;
        _attempts = attempts;
    }

    /// <summary>Stands before a receiver with a counter of the usual size.</summary>
    public ReceiverFaults(FaultPlan plan, NodeTag receiver) : this(new LinkFaults(plan), receiver, new AttemptCounter())
    {
    }

    /// <summary>The present leader, for specifications that say <c>leader</c>.</summary>
    public NodeTag? Leader
    {
        get => _faults.Leader;
        set => _faults.Leader = value;
    }

    /// <summary>Datagrams that no copy of arrived.</summary>
    public long Dropped { get; private set; }

    /// <summary>Datagrams of which two copies arrived.</summary>
    public long Doubled { get; private set; }

    /// <summary>Datagrams with a copy that was delayed or held back.</summary>
    public long Delayed { get; private set; }

    /// <summary>Datagrams with a copy that had a bit flipped.</summary>
    public long Corrupted { get; private set; }

    /// <summary>Decides about a datagram that has arrived.</summary>
    /// <param name="datagram">The datagram as it was sent.</param>
    /// <param name="sinceStart">Time since the start of the run.</param>
    public FaultDecision Decide(ReadOnlySpan<byte> datagram, TimeSpan sinceStart)
    {
        if (_faults.IsEmpty || !DatagramIdentity.TryPeek(datagram, out DatagramIdentity identity) || identity.Sender == _receiver)
            return FaultDecision.Pass;
        FaultDecision decision = _faults.Decide(identity, identity.Sender, _receiver, _attempts.Next(identity), sinceStart);
        Dropped += decision.IsDropped ? 1 : 0;
        Doubled += decision.Copies > 1 ? 1 : 0;
        Delayed += (decision.Applied & (FaultKinds.Delay | FaultKinds.Reorder)) != 0 ? 1 : 0;
        Corrupted += (decision.Applied & FaultKinds.Corrupt) != 0 ? 1 : 0;
        return decision;
    }
}
