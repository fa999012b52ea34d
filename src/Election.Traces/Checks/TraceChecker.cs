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
        ]);
    }
}
