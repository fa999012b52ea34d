using System.Collections.Immutable;

namespace Election.Audit;

/// <summary>
/// What an audit of one transcript found. If <see cref="IsValid"/>, everything in it follows from what is signed; otherwise
/// <see cref="Line"/> and <see cref="Problem"/> name the first damage, and the other members hold what was read before it.
/// </summary>
public sealed record AuditReport
{
    /// <summary>Whether every byte is as it must be.</summary>
    public bool IsValid => Line == 0;

    /// <summary>The damaged line, counted from 1; 0 for none.</summary>
    public int Line { get; init; }

    /// <summary>What is wrong with it: one sentence without the full stop; null for none.</summary>
    public FormattableString? Problem { get; init; }

    /// <summary>
    /// Whether nothing is wrong but that it ends early, after a whole line. A transcript whose last lines were taken away looks the same, so
    /// that it is as little valid as a damaged one.
    /// </summary>
    public bool IsUnfinished { get; init; }

    /// <summary>Whether its signatures are the simulator's stand-in, which proves nothing.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The election id in hexadecimal; empty if the header is damaged.</summary>
    public string ElectionId { get; init; } = "";

    /// <summary>The title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The delivery order's word, for example <c>atomic</c>.</summary>
    public string Order { get; init; } = "";

    /// <summary>The rule's words, for example <c>plurality</c> or <c>first-to-3</c>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The ids of START's members, by rank.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Whether the manifest has a roll of its own; otherwise the members vote.</summary>
    public bool HasRoll { get; init; }

    /// <summary>The choices.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The member whose RESULT ends the transcript.</summary>
    public string Signer { get; init; } = "";

    /// <summary>The close index.</summary>
    public ulong CloseIndex { get; init; }

    /// <summary>The head in hexadecimal.</summary>
    public string Head { get; init; } = "";

    /// <summary>The weight for each choice.</summary>
    public ImmutableArray<long> Counts { get; init; } = [];

    /// <summary>The weight of the abstentions.</summary>
    public long Abstentions { get; init; }

    /// <summary>The decision's text.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Ordered statements, counted or refused, apart from the OPEN and the CLOSE that took effect.</summary>
    public int Delivered { get; init; }

    /// <summary>How many of those were refused, by code, in the order of the codes' names.</summary>
    public ImmutableSortedDictionary<string, int> Refusals { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The certificate id in hexadecimal.</summary>
    public string CertificateId { get; init; } = "";

    /// <summary>The chain after each statement, in hexadecimal: where two transcripts of one election part, their chains do.</summary>
    public ImmutableArray<string> Chains { get; init; } = [];

    /// <summary>Every statement, by index.</summary>
    public ImmutableArray<AuditEntry> Entries { get; init; } = [];

    /// <summary>
    /// What the damaged line shows of its statement; null when it shows none. Nobody vouches for it: it is there to be set beside the
    /// statement of a transcript that is whole.
    /// </summary>
    public AuditEntry? Claimed { get; init; }
}
