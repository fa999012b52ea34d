using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// The bottom of a stack: it numbers this member's messages, sends them, and hands up those of all members. How far it goes to bring them
/// all is what tells one bottom from another.
/// </summary>
internal interface IStreamLayer
{
    /// <summary>True if the journal knows this life: before, its numbers could be given twice.</summary>
    bool IsLifeDurable { get; set; }

    /// <summary>True if a message may be broadcast now, the last one having gone up.</summary>
    bool CanBroadcast { get; }

    /// <summary>True if nothing that can still be brought here, or from here to a member that is heard, is missing.</summary>
    bool IsSettled { get; }

    /// <summary>The time at which this layer next wants a timer.</summary>
    Instant NextDeadline { get; }

    /// <summary>The highest number known to exist in the stream of a member.</summary>
    ulong HighestOf(Rank origin);

    /// <summary>Returns what this node saw of the stream of a member.</summary>
    LinkStanding Link(Rank origin);

    /// <summary>
    /// Broadcasts a message; the caller has asked <see cref="CanBroadcast"/>. It goes up here with <see cref="DeliverOwn"/>, so that no
    /// call down brings a call up.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing may be broadcast now, or this node is no member.</exception>
    void Broadcast(ReadOnlySpan<byte> payload, Instant now, Outbox outbox);

    /// <summary>Hands up the message that was just broadcast, as those of the others are handed up when they arrive.</summary>
    void DeliverOwn(Instant now);

    /// <summary>Takes a DATA frame of <paramref name="sender"/>.</summary>
    void OnData(Rank sender, ulong sequence, ReadOnlySpan<byte> payload, Instant now);

    /// <summary>Takes a REPAIR frame: a message of another origin from a holder.</summary>
    void OnRepair(ulong sequence, ReadOnlySpan<byte> body, Instant now);

    /// <summary>Takes a BEAT of <paramref name="sender"/>.</summary>
    void OnBeat(Rank sender, ReadOnlySpan<byte> body, Instant now);

    /// <summary>Takes a NACK: a node asks for missing messages.</summary>
    void OnNack(ReadOnlySpan<byte> body, Instant now, Outbox outbox);

    /// <summary>Notes that a member came back in a new life: its acknowledgements are void.</summary>
    void ForgetAcks(Rank member);

    /// <summary>Runs every timer that is due. Returns whether a beat was added, so that others can ride on it.</summary>
    bool OnTimer(Instant now, Outbox outbox);
}

/// <summary>A layer that keeps messages back until others have come.</summary>
internal interface IHoldingLayer
{
    /// <summary>Messages that wait for an earlier one.</summary>
    int Held { get; }
}
