using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>The receiver of the messages that a layer hands up.</summary>
internal interface IUpperLayer
{
    /// <summary>Takes a message from below.</summary>
    /// <param name="origin">The member that broadcast it.</param>
    /// <param name="sequence">Its number in the origin's stream, from 1.</param>
    /// <param name="payload">Its bytes, immutable from now on.</param>
    /// <param name="now">The node's clock.</param>
    void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now);

    /// <summary>Messages of an origin below a number will not come any more: no node keeps them, or the origin began a new life.</summary>
    /// <param name="origin">The member whose messages are skipped.</param>
    /// <param name="next">The first that can still come.</param>
    /// <param name="now">The node's clock.</param>
    void Skip(Rank origin, ulong next, Instant now);
}

/// <summary>The top of a stack: it delivers to the program, and broadcasts what the program submits.</summary>
internal interface ITopLayer : IUpperLayer
{
    /// <summary>Own messages that wait for the window.</summary>
    int Waiting { get; }

    /// <summary>
    /// Broadcasts the next message that is due, if the window has room. Returns whether another may follow; call
    /// <see cref="IStreamLayer.DeliverOwn"/> between.
    /// </summary>
    bool BroadcastNext(Instant now, Outbox outbox);
}
