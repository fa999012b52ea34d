using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Checks minority silence: a message is delivered only if a majority of the processes had it. A process had a message that it broadcast,
/// received, ordered, committed or delivered; a trace that records neither receipts nor orders does not show who had what.
/// </summary>
internal static class MinorityCheck
{
    public static GuaranteeVerdict Check(Deliveries deliveries)
    {
        Trace trace = deliveries.Trace;
        if (!trace.RecordsReceipts)
            return Of(Verdict.Vacuous($"The trace records no receipts, so it does not show which processes had a message."));
        if (deliveries.ByLife.All(life => life.Length == 0))
            return Of(Verdict.Vacuous($"No process delivers anything."));
        int[] holders = HoldersOf(trace);
        int majority = (trace.Hosts.Length / 2) + 1;
        foreach (int place in deliveries.ByLife.SelectMany(life => life))
        {
            if (holders[deliveries.MessageAt(place)] < majority)
                return Of(Violated(deliveries, place, holders[deliveries.MessageAt(place)]));
        }
        return Of(Verdict.Holds($"A majority of the processes had every message that is delivered."));
    }

    private static GuaranteeVerdict Of(Verdict verdict) => new(Guarantee.MinoritySilence, verdict, null);

    // The events stand host by host, so a message's last holder tells whether this host was counted.
    private static int[] HoldersOf(Trace trace)
    {
        var holders = new int[trace.MessageArray.Length];
        var last = new int[holders.Length];
        foreach (ref readonly TraceEvent one in trace.EventArray.AsSpan())
        {
            if (one.Message < 0 || one.Kind is TraceEventKind.Lose or TraceEventKind.Withdraw || last[one.Message] == one.Host + 1)
                continue;
            last[one.Message] = one.Host + 1;
            holders[one.Message]++;
        }
        return holders;
    }

    private static Verdict Violated(Deliveries deliveries, int place, int holders)
    {
        Trace trace = deliveries.Trace;
        int message = deliveries.MessageAt(place);
        int lacking = Enumerable.Range(0, trace.Hosts.Length).First(host => !Had(trace, host, message));
        Sentence sentence =
            $"{deliveries.Host(place)} delivers {deliveries.Shown(place)}, which only {holders} of {trace.Hosts.Length} processes had.";
        return new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(place, -1, lacking));
    }

    private static bool Had(Trace trace, int host, int message)
    {
        for (int place = trace.FirstOfHost[host]; place < trace.FirstOfHost[host + 1]; place++)
        {
            if (trace.EventArray[place] is { Kind: not (TraceEventKind.Lose or TraceEventKind.Withdraw) } one && one.Message == message)
                return true;
        }
        return false;
    }
}
