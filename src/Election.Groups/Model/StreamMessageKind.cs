namespace Election.Groups.Model;

/// <summary>The kinds of message in a member's stream, given by the first byte. The numbers are the wire format (docs/wire.md).</summary>
public enum StreamMessageKind : byte
{
    /// <summary>A statement: in the atomic order one to be ordered, in a weaker order one to be delivered as it comes.</summary>
    Submit = 1,

    /// <summary>Atomic: an entry, which orders a batch of statements.</summary>
    Order = 2,

    /// <summary>Atomic: a statement after which nothing is ordered.</summary>
    FinalSubmit = 3,

    /// <summary>Weaker orders: a text that has no effect on the vote.</summary>
    Text = 4,
}
