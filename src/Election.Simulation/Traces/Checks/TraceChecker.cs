namespace Election.Simulation.Traces;

/// <summary>
/// Says of each guarantee whether a trace keeps it (docs/trace.md, "Verdicts"). Pure; linear in the trace but for witnesses.
/// </summary>
public static class TraceChecker
{
    /// <summary>Checks all guarantees, each by itself.</summary>
    public static TraceReport Check(Trace trace)
    {
        var deliveries = new Deliveries(trace);
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
