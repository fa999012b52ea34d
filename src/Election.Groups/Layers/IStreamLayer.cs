using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// The bottom of a stack: it numbers this member's messages, sends them, and hands up those of all members. How far it goes to bring them
/// all is what tells one bottom from another.
/// </summary>
internal interface IStreamLayer
{
    /// <summary>Whether the journal knows this life: before, its numbers could be given twice.</summary>
    bool IsLifeDurable { get; set; }

    /// <summary>True if a message may be broadcast now, the last one having gone up.</summary>
    bool CanBroadcast { get; }

    /// <summary>Whether nothing that can still be brought here, or from here to a member that is heard, is missing.</summary>
    bool IsSettled { get; }

    /// <summary>When this layer next wants a timer.</summary>
    Instant NextDeadline { get; }

    /// <summary>The highest number known to exist in the stream of a member.</summary>
    ulong HighestOf(Rank origin);

    /// <summary>What this node saw of the stream of a member.</summary>
    LinkStanding Link(Rank origin);

    /// <summary>
    /// Broadcasts a message; the caller has asked <see cref="CanBroadcast"/>. It goes up here with <see cref="DeliverOwn"/>, so that no
    /// call down brings a call up.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing may be broadcast now, or this node is no member.</exception>
    void Broadcast(ReadOnlySpan<byte> payload, Instant now, Outbox outbox);

    /// <summary>Hands up the message that was just broadcast, as those of the others are handed up when they arrive.</summary>
    void DeliverOwn(Instant now);

    /// <summary>A DATA frame of <paramref name="sender"/>.</summary>
    void OnData(Rank sender, ulong sequence, ReadOnlySpan<byte> payload, Instant now);

    /// <summary>A REPAIR frame: another's message from a holder.</summary>
    void OnRepair(ulong sequence, ReadOnlySpan<byte> body, Instant now);

    /// <summary>A BEAT of <paramref name="sender"/>.</summary>
    void OnBeat(Rank sender, ReadOnlySpan<byte> body, Instant now);

    /// <summary>A NACK: somebody lacks messages.</summary>
    void OnNack(ReadOnlySpan<byte> body, Instant now, Outbox outbox);

    /// <summary>A member came back in a new life: what it said it holds is gone.</summary>
    void ForgetAcks(Rank member);

    /// <summary>Does what is due. Returns whether a beat was added, so that others can ride on it.</summary>
    bool OnTimer(Instant now, Outbox outbox);
}

/// <summary>A layer that keeps messages back until others have come.</summary>
internal interface IHoldingLayer
{
    /// <summary>Messages that wait for an earlier one.</summary>
    int Held { get; }
}
