namespace Election.Groups.Wire;

/// <summary>The kinds of frame. The numbers are the wire format (docs/wire.md).</summary>
public enum FrameKind : byte
{
    /// <summary>Barrier: a node is here and waits for others.</summary>
    Discover = 1,

    /// <summary>Barrier: the lowest id proposes the member list and its manifest.</summary>
    Propose = 2,

    /// <summary>Barrier: a member agrees to one proposal, signed.</summary>
    Ready = 3,

    /// <summary>Barrier: the proposal with every READY signature.</summary>
    Start = 4,

    /// <summary>Barrier: a node will not take part in this proposal, with the reason.</summary>
    Refuse = 5,

    /// <summary>Reliable: a sign of life, the sender's highest sequence number, and its cumulative acknowledgements.</summary>
    Beat = 6,

    /// <summary>Reliable: one message of the sender's stream.</summary>
    Data = 7,

    /// <summary>Reliable: one message of another member's stream, sent again by a holder.</summary>
    Repair = 8,

    /// <summary>Reliable: messages that the sender of this frame is missing.</summary>
    Nack = 9,

    /// <summary>Atomic: order and payloads up to an index are in the sender's journal.</summary>
    Ack = 10,

    /// <summary>Atomic: a majority holds everything up to an index.</summary>
    Commit = 11,

    /// <summary>Voting: a signed RESULT.</summary>
    Result = 12,

    /// <summary>Voting: a RESULT from a node that needs nothing more.</summary>
    Done = 13,

    /// <summary>A piece of a frame that does not fit into one datagram.</summary>
    Fragment = 14,

    /// <summary>Atomic: a member without a leader asks to lead the epoch in the frame's number.</summary>
    Canvass = 15,

    /// <summary>Atomic: a member grants, or would grant, its vote to a candidate.</summary>
    Grant = 16,

    /// <summary>Atomic: asks for the entries from a place on, which the sender is missing.</summary>
    Fetch = 17,

    /// <summary>Atomic: an entry with its statements.</summary>
    Entry = 18,

    /// <summary>Atomic: a member came back without its journal and only learns.</summary>
    Learner = 19,

    /// <summary>Atomic: a member leaves.</summary>
    Leave = 20,

    /// <summary>Record: a node asks for part of the record of an election that it did not see the end of.</summary>
    RecordAsk = 21,

    /// <summary>Record: part of the record of a certified election.</summary>
    RecordPiece = 22,

    /// <summary>Barrier: the sender's terms, for a node of the same topic that has others.</summary>
    Terms = 23,
}
