using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>Checks integrity: no duplication and no creation.</summary>
internal static class IntegrityCheck
{
    public static GuaranteeVerdict Check(Deliveries deliveries)
    {
        Trace trace = deliveries.Trace;
        var seenAt = new int[trace.MessageArray.Length];
        Array.Fill(seenAt, -1);
        int delivered = 0;
        foreach (TraceLife life in trace.Lives)
        {
            for (int place = life.First; place < life.First + life.Count; place++)
            {
                ref readonly TraceEvent one = ref trace.EventArray[place];
                if (one.Kind != TraceEventKind.Deliver)
                    continue;
                delivered++;
                if (trace.MessageArray[one.Message].Sent < 0)
                    return Created(deliveries, place);
                int before = seenAt[one.Message];
                if (before >= life.First && before < place)
                    return Doubled(deliveries, place, before);
                seenAt[one.Message] = place;
            }
        }
        return new GuaranteeVerdict(Guarantee.Integrity, delivered == 0
            ? Verdict.Vacuous($"No process delivers anything.")
            : Verdict.Holds($"Every message is delivered at most once in each life, and only if it was broadcast."), null);
    }

    private static GuaranteeVerdict Created(Deliveries deliveries, int place)
    {
        string origin = deliveries.Name(place).Origin;
        int host = deliveries.Trace.Hosts.IndexOf(origin);
        Sentence sentence = $"{deliveries.Host(place)} delivers {deliveries.Shown(place)}, which {origin} never broadcast.";
        return new GuaranteeVerdict(Guarantee.Integrity, new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(place, -1, host)),
            null);
    }

    private static GuaranteeVerdict Doubled(Deliveries deliveries, int place, int before)
    {
        Sentence sentence = $"{deliveries.Host(place)} delivers {deliveries.Shown(place)} twice.";
        return new GuaranteeVerdict(Guarantee.Integrity, new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(place, before)),
            null);
    }
}
