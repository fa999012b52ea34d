using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// The guarantees of a broadcast, none of which contains another by its name alone (Hadzilacos and Toueg, 1994), and the promises that the
/// atomic order makes beside them (docs/guarantees.md).
/// </summary>
public enum Guarantee
{
    /// <summary>No duplication and no creation: in each life a message is delivered at most once, and only if it was broadcast.</summary>
    Integrity,

    /// <summary>
    /// Reliable: every process that never crashed delivers, by the end of the trace, whatever any such process broadcasts or delivers.
    /// </summary>
    Reliable,

    /// <summary>FIFO: if a process broadcasts a before b, no process delivers b without a before it.</summary>
    Fifo,

    /// <summary>Causal: if a is a potential cause of b, no process delivers b without a before it.</summary>
    Causal,

    /// <summary>Total: if any process delivers a before b, no process delivers b without a before it.</summary>
    Total,

    /// <summary>Causal by declared causes only: reported separately, and vacuous for a trace that declares none.</summary>
    DeclaredCausal,

    /// <summary>
    /// Uniform agreement: every process that never crashed delivers, by the end of the trace, whatever any process delivers, even one that
    /// crashes.
    /// </summary>
    Uniform,

    /// <summary>Prefix order: of the sequences that any two processes deliver, one begins with the other.</summary>
    Prefix,

    /// <summary>
    /// No loss: what any process learnt to be committed, every process that never crashed delivers, unless half of all crashed for good.
    /// </summary>
    NoLoss,

    /// <summary>Minority silence: a message is delivered only if a majority of the processes had it.</summary>
    MinoritySilence,
}

/// <summary>The possible verdicts on a guarantee.</summary>
public enum Finding
{
    /// <summary>The trace could have violated it, and did not.</summary>
    Holds,

    /// <summary>The trace violates it.</summary>
    Violated,

    /// <summary>Nothing in the trace could have violated it.</summary>
    Vacuous,
}

/// <summary>Two events that show a violation.</summary>
/// <param name="First">The event that shows the violation.</param>
/// <param name="Second">The event that contradicts it.</param>
/// <param name="FirstAt">The file and line of the first event.</param>
/// <param name="SecondAt">The file and line of the second event; empty if that event never happened.</param>
public sealed record Witness(EventName First, EventName Second, string FirstAt, string SecondAt)
{
    /// <summary>Returns, for example, <c>n2#17, n1#4</c>.</summary>
    public override string ToString() => $"{First}, {Second}";
}

/// <summary>The verdict on one guarantee, or on a weaker form of it.</summary>
/// <param name="Finding">Holds, violated or vacuous.</param>
/// <param name="Sentence">The reason in one sentence.</param>
/// <param name="Witness">Two events that show a violation; null if there are none.</param>
public sealed record Verdict(Finding Finding, Sentence Sentence, Witness? Witness)
{
    internal static Verdict Holds(Sentence sentence) => new(Finding.Holds, sentence, null);

    internal static Verdict Vacuous(Sentence sentence) => new(Finding.Vacuous, sentence, null);
}

/// <summary>The verdict on one guarantee, by its definition and in its weaker form.</summary>
/// <param name="Guarantee">The guarantee judged.</param>
/// <param name="GapAware">The guarantee as defined: no process delivers b without a before it.</param>
/// <param name="AmongDelivered">
/// The weaker form, which ignores what is missing: a process that delivers both delivers a first. Null for guarantees without such a form.
/// </param>
public sealed record GuaranteeVerdict(Guarantee Guarantee, Verdict GapAware, Verdict? AmongDelivered)
{
    /// <summary>The finding by the definition, <see cref="GapAware"/>.</summary>
    public Finding Finding => GapAware.Finding;
}

/// <summary>The verdicts on every guarantee of one trace.</summary>
/// <param name="Guarantees">The verdicts, one for each <see cref="Guarantee"/>.</param>
public sealed record TraceReport(ImmutableArray<GuaranteeVerdict> Guarantees)
{
    /// <summary>Returns the verdict on one guarantee.</summary>
    public GuaranteeVerdict this[Guarantee guarantee] => Guarantees.First(verdict => verdict.Guarantee == guarantee);
}

/// <summary>The words for guarantees and findings in reports and on the command line.</summary>
public static class GuaranteeText
{
    private static readonly WordTable<Finding> s_findings = new("holds", "violated", "vacuous");
    private static readonly WordTable<Guarantee> s_guarantees =
        new("integrity", "reliable", "fifo", "causal", "total", "declared-causal", "uniform", "prefix", "no-loss", "minority-silence");

    /// <summary>Every guarantee with its word, in the order of the report.</summary>
    public static ImmutableArray<(Guarantee Guarantee, string Word)> Words { get; } =
    [
        .. ((Guarantee[])[Guarantee.Integrity, Guarantee.Reliable, Guarantee.Fifo, Guarantee.Causal, Guarantee.DeclaredCausal,
            Guarantee.Total, Guarantee.Uniform, Guarantee.Prefix, Guarantee.NoLoss, Guarantee.MinoritySilence])
            .Select(guarantee => (guarantee, s_guarantees[guarantee])),
    ];

    /// <summary>Returns the guarantee's word.</summary>
    public static string ToText(this Guarantee guarantee) => s_guarantees[guarantee];

    /// <summary>Returns the finding's word.</summary>
    public static string ToText(this Finding finding) => s_findings[finding];

    /// <summary>
    /// Returns the guarantees that a delivery order promises in a trace, given its word on the command line; null if the word is unknown.
    /// The atomic order promises uniform agreement while a majority works. Whether nothing committed is lost, and whether a minority is
    /// silent, is asked of a trace that records commits, or receipts.
    /// </summary>
    /// <param name="order">The order's word.</param>
    /// <param name="trace">The trace; null for a trace that cannot be read.</param>
    public static ImmutableArray<Guarantee>? PromisedBy(string order, Trace? trace) => order switch
    {
        "unreliable" => [Guarantee.Integrity],
        "reliable" => [Guarantee.Integrity, Guarantee.Reliable],
        "fifo" => [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Fifo],
        "causal" => [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Causal],
        "atomic" =>
        [
            Guarantee.Integrity, Guarantee.Reliable, Guarantee.Total, Guarantee.Prefix,
            .. (Guarantee[])(trace?.HasWorkingMajority == false ? [] : [Guarantee.Uniform]),
            .. (Guarantee[])(trace?.RecordsCommits == true && trace.HasWorkingMajority ? [Guarantee.NoLoss] : []),
            .. (Guarantee[])(trace?.RecordsReceipts == true ? [Guarantee.MinoritySilence] : []),
        ],
        _ => null,
    };
}
