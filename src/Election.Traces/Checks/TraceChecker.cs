using System.Collections.Immutable;
using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Decides, for each guarantee, whether a trace keeps it (docs/trace.md, "Verdicts"). Pure; linear in the trace except for finding
/// witnesses.
/// </summary>
public static class TraceChecker
{
    /// <summary>Checks all guarantees, each independently.</summary>
    public static TraceReport Check(Trace trace) => Check(trace, static name => name.ToString());

    /// <summary>
    /// Returns the processes at which the violation of a guarantee shows: each that lacks a message, for <see cref="Guarantee.Reliable"/>;
    /// for the others, that of the witness's first event. Empty without a violation.
    /// </summary>
    public static ImmutableArray<string> ShownBy(Trace trace, GuaranteeVerdict verdict) => verdict switch
    {
        { GapAware.Witness: null } => [],
        { Guarantee: Guarantee.Reliable } => [.. ReliableCheck.Lacking(new Deliveries(trace, static name => name.ToString()))],
        { GapAware.Witness: { } witness } => [witness.First.Host],
    };

    /// <summary>Checks all guarantees of a trace whose messages have names of their own.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="naming">Gives the name of a message for use in sentences.</param>
    public static TraceReport Check(Trace trace, Func<MessageName, string> naming)
    {
        var deliveries = new Deliveries(trace, naming);
        return new TraceReport(
        [
            IntegrityCheck.Check(deliveries),
            ReliableCheck.Check(deliveries),
            PastCheck.Check(deliveries, Guarantee.Fifo, null),
            PastCheck.Check(deliveries, Guarantee.Causal, CausalOrder.Potential(trace)),
            PastCheck.Check(deliveries, Guarantee.DeclaredCausal, CausalOrder.Declared(trace)),
            TotalCheck.Check(deliveries),
            OwedCheck.Uniform(deliveries),
            PrefixCheck.Check(deliveries),
            OwedCheck.NoLoss(deliveries),
            MinorityCheck.Check(deliveries),
        ]);
    }
}
