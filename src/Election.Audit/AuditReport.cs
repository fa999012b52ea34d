using System.Collections.Immutable;
using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>
/// The findings of an audit of one transcript. If <see cref="IsValid"/>, every claim in the transcript follows from signed bytes; otherwise
/// <see cref="Line"/> and <see cref="Problem"/> name the first damage, and the other members hold what was read before it.
/// </summary>
public sealed record AuditReport
{
    /// <summary>True if no byte of the transcript is damaged.</summary>
    public bool IsValid => Line == 0;

    /// <summary>The number of the damaged line, counted from 1; 0 if there is none.</summary>
    public int Line { get; init; }

    /// <summary>The damage in one sentence without a full stop; null if there is none.</summary>
    public FormattableString? Problem { get; init; }

    /// <summary>
    /// True if the only fault is that the transcript ends early, after a whole line. A transcript whose last lines were removed looks the
    /// same, so an unfinished transcript is no more valid than a damaged one.
    /// </summary>
    public bool IsUnfinished { get; init; }

    /// <summary>True if the signatures are the simulator's stand-in, which proves nothing.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The election id in hexadecimal; empty if the header is damaged.</summary>
    public string ElectionId { get; init; } = "";

    /// <summary>The election's title, from the manifest.</summary>
    public string Title { get; init; } = "";

    /// <summary>The name of the delivery order, for example <c>atomic</c>.</summary>
    public string Order { get; init; } = "";

    /// <summary>The name of the counting rule, for example <c>plurality</c> or <c>first-to-3</c>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The ids of START's members, by rank.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>True if the manifest has a roll of its own; otherwise the members vote.</summary>
    public bool HasRoll { get; init; }

    /// <summary>The choices of the contest, in the manifest's order.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The member whose RESULT ends the transcript.</summary>
    public string Signer { get; init; } = "";

    /// <summary>The index at which the RESULT closes the vote.</summary>
    public ulong CloseIndex { get; init; }

    /// <summary>The RESULT's head in hexadecimal.</summary>
    public string Head { get; init; } = "";

    /// <summary>The weight counted for each choice, in the order of <see cref="Choices"/>.</summary>
    public ImmutableArray<long> Counts { get; init; } = [];

    /// <summary>The total weight of the abstentions.</summary>
    public long Abstentions { get; init; }

    /// <summary>The decision's canonical text (docs/transcript.md, "Tally and decision").</summary>
    public string Decision { get; init; } = "";

    /// <summary>The number of ordered statements, counted or refused, apart from the OPEN and the CLOSE that took effect.</summary>
    public int Delivered { get; init; }

    /// <summary>The number of refused statements for each refusal code, sorted by code.</summary>
    public ImmutableSortedDictionary<string, int> Refusals { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The certificate id in hexadecimal.</summary>
    public string CertificateId { get; init; } = "";

    /// <summary>
    /// The chain hash after each statement, in hexadecimal. Two transcripts of one election differ from the index at which their chains
    /// differ.
    /// </summary>
    public ImmutableArray<string> Chains { get; init; } = [];

    /// <summary>All statements, by index.</summary>
    public ImmutableArray<AuditEntry> Entries { get; init; } = [];

    /// <summary>
    /// The statement that the damaged line shows; null if it shows none. It is unverified, and only serves to be set beside the statement
    /// of a whole transcript.
    /// </summary>
    public AuditEntry? Claimed { get; init; }
}
