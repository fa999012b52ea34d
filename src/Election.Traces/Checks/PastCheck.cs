using System.Diagnostics;
using Election.Traces.Model;
using Trace = Election.Traces.Model.Trace;

namespace Election.Traces.Checks;

/// <summary>
/// Checks the guarantees that require a message's past to be delivered before it: FIFO, where the past is the earlier broadcasts of the
/// message's own stream, and causality, where it is a number of first broadcasts of every stream.
/// </summary>
internal sealed class PastCheck
{
    private readonly Deliveries _deliveries;
    private readonly Trace _trace;
    private readonly Guarantee _guarantee;
    private readonly CausalOrder? _order;
    private readonly int[] _ownPast = new int[1];
    private readonly int[] _contiguous;
    private readonly int[] _asked;
    private readonly int[] _askedBy;
    private readonly int[] _seen;
    private readonly int[][] _ofStream;

    private PastCheck(Deliveries deliveries, Guarantee guarantee, CausalOrder? order)
    {
        _deliveries = deliveries;
        _trace = deliveries.Trace;
        _guarantee = guarantee;
        _order = order;
        _contiguous = new int[_trace.Streams.Length];
        _asked = new int[_contiguous.Length];
        _askedBy = new int[_contiguous.Length];
        _seen = new int[_trace.MessageArray.Length];
        _ofStream = _trace.ByStream();
    }

    /// <summary>Checks causality by <paramref name="order"/>, or FIFO if it is null.</summary>
    public static GuaranteeVerdict Check(Deliveries deliveries, Guarantee guarantee, CausalOrder? order) =>
        new PastCheck(deliveries, guarantee, order).Run();

    private GuaranteeVerdict Run()
    {
        Verdict? gap = null, exchanged = null;
        bool isTested = false;
        for (int life = 0; life < _trace.Lives.Length && (gap is null || exchanged is null); life++)
        {
            Array.Clear(_contiguous);
            Array.Clear(_asked);
            foreach (int place in _deliveries.ByLife[life])
            {
                int delivered = _deliveries.MessageAt(place);
                TraceMessage message = _trace.MessageArray[delivered];
                ReadOnlySpan<int> past = PastOf(delivered, message, out int firstStream);
                if (message.Rank < _asked[message.Stream])
                    exchanged ??= Missing(life, _askedBy[message.Stream], delivered);
                for (int i = 0; i < past.Length; i++)
                {
                    int stream = firstStream + i;
                    isTested |= past[i] > 0;
                    if (past[i] > _contiguous[stream])
                        gap ??= Missing(life, place, _ofStream[stream][_contiguous[stream]]);
                    if (past[i] <= _asked[stream])
                        continue;
                    _asked[stream] = past[i];
                    _askedBy[stream] = place;
                }
                Advance(life, delivered, message.Stream);
            }
        }
        Verdict verdict = gap ?? (isTested ? Verdict.Holds(HoldsSentence()) : Verdict.Vacuous(VacuousSentence()));
        Verdict weaker = exchanged
            ?? Verdict.Holds($"Of two messages that a process delivers, the earlier comes first: messages are missing, not reordered.");
        return new GuaranteeVerdict(_guarantee, verdict, gap is null ? null : weaker);
    }

    private ReadOnlySpan<int> PastOf(int place, TraceMessage message, out int firstStream)
    {
        firstStream = 0;
        if (_order is not null)
            return _order.PastOf(place);
        firstStream = message.Stream;
        _ownPast[0] = message.Rank;
        return _ownPast;
    }

    private void Advance(int life, int delivered, int stream)
    {
        _seen[delivered] = life + 1;
        int[] messages = _ofStream[stream];
        while (_contiguous[stream] < messages.Length && _seen[messages[_contiguous[stream]]] == life + 1)
            _contiguous[stream]++;
    }

    private Verdict Missing(int life, int place, int cause)
    {
        int later = _deliveries.PlaceOf(life, cause);
        MessageName name = _trace.MessageArray[cause].Name;
        string host = _deliveries.Host(place), shown = _deliveries.Shown(place), missing = _deliveries.Shown(name);
        Sentence why = Why(_deliveries.Name(place), name);
        Sentence sentence = later < 0
            ? Sentence.Of($"{host} delivers {shown} and never delivers {missing}, {why}.")
            : $"{host} delivers {shown} before {missing}, {why}.";
        Witness witness = _deliveries.WitnessOf(place, later < 0 ? _trace.MessageArray[cause].Sent : later);
        return new Verdict(Finding.Violated, sentence, witness);
    }

    private Sentence Why(MessageName delivered, MessageName cause) => _guarantee switch
    {
        Guarantee.Fifo => Sentence.Of($"though {cause.Origin} broadcast {_deliveries.Shown(cause)} first"),
        Guarantee.Causal when cause.Stream == delivered.Stream => $"though {cause.Origin} broadcast {_deliveries.Shown(cause)} first",
        Guarantee.Causal =>
            $"though {delivered.Origin} could know {_deliveries.Shown(cause)} when it broadcast {_deliveries.Shown(delivered)}",
        Guarantee.DeclaredCausal => $"though {_deliveries.Shown(cause)} is a declared cause of {_deliveries.Shown(delivered)}",
        _ => throw new UnreachableException(),
    };

    private Sentence HoldsSentence() => _guarantee switch
    {
        Guarantee.Fifo => Sentence.Of($"No process delivers a message without everything that its sender broadcast before it."),
        Guarantee.Causal => $"No process delivers a message without everything that its sender could know when broadcasting it.",
        Guarantee.DeclaredCausal => $"No process delivers a message without everything that it declares as its causes.",
        _ => throw new UnreachableException(),
    };

    private Sentence VacuousSentence() => _guarantee switch
    {
        Guarantee.Fifo => Sentence.Of($"No process delivers a message whose sender broadcast another before it."),
        Guarantee.Causal => $"No process delivers a message whose sender could know another when broadcasting it.",
        Guarantee.DeclaredCausal => $"No process delivers a message that declares causes.",
        _ => throw new UnreachableException(),
    };
}
