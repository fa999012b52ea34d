using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>The guarantees of a broadcast, none of which contains another by its name alone (Hadzilacos and Toueg, 1994).</summary>
public enum Guarantee
{
    /// <summary>No duplication and no creation: in each life a message is delivered at most once, and only if it was broadcast.</summary>
    Integrity,

    /// <summary>
    /// Reliable: what a process that never crashed broadcasts or delivers, every such process delivers by the end of the trace.
    /// </summary>
    Reliable,

    /// <summary>FIFO: if a process broadcasts a before b, nobody delivers b without a before it.</summary>
    Fifo,

    /// <summary>Causal: if a is a potential cause of b, nobody delivers b without a before it.</summary>
    Causal,

    /// <summary>Total: if anybody delivers a before b, nobody delivers b without a before it.</summary>
    Total,

    /// <summary>Causal, by declared causes only: reported apart, and asked of nobody who declares none.</summary>
    DeclaredCausal,
}

/// <summary>What a trace says about a guarantee.</summary>
public enum Finding
{
    /// <summary>It was put to the test, and holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Violated,

    /// <summary>Nothing in the trace could have violated it.</summary>
    Vacuous,
}

/// <summary>Two events that show a violation.</summary>
/// <param name="First">The event at which it shows.</param>
/// <param name="Second">The event it cannot be together with.</param>
/// <param name="FirstAt">Where the first stands: file and line.</param>
/// <param name="SecondAt">Where the second stands; empty for an event that never was.</param>
public sealed record Witness(EventName First, EventName Second, string FirstAt, string SecondAt)
{
    /// <summary>For instance <c>n2#17, n1#4</c>.</summary>
    public override string ToString() => $"{First}, {Second}";
}

/// <summary>The verdict on one guarantee, or on a weaker form of it.</summary>
/// <param name="Finding">Holds, violated or vacuous.</param>
/// <param name="Sentence">Why, in one sentence.</param>
/// <param name="Witness">Two events that show a violation; null without one.</param>
public sealed record Verdict(Finding Finding, Sentence Sentence, Witness? Witness)
{
    internal static Verdict Holds(Sentence sentence) => new(Finding.Holds, sentence, null);

    internal static Verdict Vacuous(Sentence sentence) => new(Finding.Vacuous, sentence, null);
}

/// <summary>The verdict on one guarantee.</summary>
/// <param name="Guarantee">Which.</param>
/// <param name="GapAware">The guarantee as it is defined: nobody delivers b without a before it.</param>
/// <param name="AmongDelivered">
/// The weaker form, that forgives what is missing: who delivers both, delivers a first. Null for guarantees that have no such form.
/// </param>
public sealed record GuaranteeVerdict(Guarantee Guarantee, Verdict GapAware, Verdict? AmongDelivered)
{
    /// <summary>Holds, violated or vacuous, by the definition.</summary>
    public Finding Finding => GapAware.Finding;
}

/// <summary>What a trace says about every guarantee.</summary>
/// <param name="Guarantees">The five, and declared causality after causality.</param>
public sealed record TraceReport(ImmutableArray<GuaranteeVerdict> Guarantees)
{
    /// <summary>The verdict on one of them.</summary>
    public GuaranteeVerdict this[Guarantee guarantee] => Guarantees.First(verdict => verdict.Guarantee == guarantee);
}

/// <summary>The words for guarantees and findings.</summary>
public static class GuaranteeText
{
    private static readonly WordTable<Finding> s_findings = new("holds", "violated", "vacuous");
    private static readonly WordTable<Guarantee> s_guarantees =
        new("integrity", "reliable", "fifo", "causal", "total", "declared-causal");

    /// <summary>Every guarantee with its word, in the order of the report.</summary>
    public static ImmutableArray<(Guarantee Guarantee, string Word)> Words { get; } =
    [
        .. ((Guarantee[])[Guarantee.Integrity, Guarantee.Reliable, Guarantee.Fifo, Guarantee.Causal, Guarantee.DeclaredCausal, Guarantee.Total])
            .Select(guarantee => (guarantee, s_guarantees[guarantee])),
    ];

    /// <summary>The word.</summary>
    public static string ToText(this Guarantee guarantee) => s_guarantees[guarantee];

    /// <summary>The word.</summary>
    public static string ToText(this Finding finding) => s_findings[finding];

    /// <summary>What a delivery order, by its word on the command line, promises; null for a word that is none.</summary>
    public static ImmutableArray<Guarantee>? PromisedBy(string order) => order switch
    {
        "unreliable" => [Guarantee.Integrity],
        "reliable" => [Guarantee.Integrity, Guarantee.Reliable],
        "fifo" => [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Fifo],
        "causal" => [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Causal],
        "atomic" => [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Total],
        _ => null,
    };
}
