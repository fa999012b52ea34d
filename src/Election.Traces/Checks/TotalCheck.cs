using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Checks total order. By the gap-aware definition everything delivered before b is the same wherever b is delivered, which holds exactly
/// if the message right before b is the same: one pass. The weaker form compares every two lives, and only if the lives together contradict
/// themselves.
/// </summary>
internal sealed class TotalCheck
{
    private const int Unknown = -1;
    private const int None = -2;

    private readonly Deliveries _deliveries;
    private readonly Trace _trace;
    private readonly int[] _at;

    private TotalCheck(Deliveries deliveries)
    {
        _deliveries = deliveries;
        _trace = deliveries.Trace;
        _at = new int[_trace.MessageArray.Length];
    }

    public static GuaranteeVerdict Check(Deliveries deliveries) => new TotalCheck(deliveries).Run();

    private GuaranteeVerdict Run()
    {
        var previous = new int[_trace.MessageArray.Length];
        var first = new int[previous.Length];
        Array.Fill(previous, Unknown);
        bool isTested = false;
        for (int life = 0; life < _deliveries.ByLife.Length; life++)
        {
            int before = None;
            foreach (int place in _deliveries.ByLife[life])
            {
                int message = _deliveries.MessageAt(place);
                if (previous[message] == Unknown)
                {
                    previous[message] = before;
                    first[message] = life;
                }
                else
                {
                    isTested |= before != None || previous[message] != None;
                    if (previous[message] != before)
                        return Violated(first[message], life, message);
                }
                before = message;
            }
        }
        return new GuaranteeVerdict(Guarantee.Total, isTested
            ? Verdict.Holds($"Wherever a message is delivered, the same messages were delivered before it, in the same order.")
            : Verdict.Vacuous($"No two processes deliver a message with another before it."), null);
    }

    private GuaranteeVerdict Violated(int one, int other, int message)
    {
        Verdict? exchanged = Exchanged();
        Verdict gap = Exchange(one, other) ?? Gap(one, other, message);
        Verdict weaker = exchanged
            ?? Verdict.Holds($"Any two messages that several processes deliver come in the same order at each: "
                + $"messages are missing, not reordered.");
        return new GuaranteeVerdict(Guarantee.Total, gap, weaker);
    }

    // No pair of messages has two orders in these lives. They differ only in what is missing: one delivers a message before this one that
    // the other does not.
    private Verdict Gap(int one, int other, int message)
    {
        (int with, int without) = Lacks(one, other, message) is not null ? (one, other) : (other, one);
        int lacking = Lacks(with, without, message)
            ?? throw new InvalidOperationException("Two lives with the same past of a message differ in it.");
        int place = _deliveries.PlaceOf(without, message);
        string host = _trace.Hosts[_trace.Lives[with].Host], missing = _deliveries.Shown(lacking);
        Sentence sentence =
            $"{_deliveries.Host(place)} delivers {_deliveries.Shown(place)} and not {missing}, which {host} delivers before it.";
        return new Verdict(Finding.Violated, sentence, _deliveries.WitnessOf(place, lacking));
    }

    // Returns the place, in one life, of a delivery before the message that the other life does not have before it.
    private int? Lacks(int with, int without, int message)
    {
        var before = new HashSet<int>(_deliveries.ByLife[without].Select(_deliveries.MessageAt).TakeWhile(one => one != message));
        foreach (int place in _deliveries.ByLife[with])
        {
            if (_deliveries.MessageAt(place) == message)
                return null;
            if (!before.Contains(_deliveries.MessageAt(place)))
                return place;
        }
        return null;
    }

    private Verdict? Exchanged()
    {
        if (Merges())
            return null;
        for (int one = 0; one < _deliveries.ByLife.Length; one++)
        {
            for (int other = one + 1; other < _deliveries.ByLife.Length; other++)
            {
                if (Exchange(one, other) is { } verdict)
                    return verdict;
            }
        }
        return null;
    }

    // True if some single order contains all lives: then no two of them contradict each other.
    private bool Merges()
    {
        int[][] lives = _deliveries.ByLife;
        var waits = new int[_trace.MessageArray.Length];
        var atHead = new List<int>[waits.Length];
        var next = new int[lives.Length];
        int left = 0;
        foreach (int place in lives.SelectMany(life => life))
        {
            waits[_deliveries.MessageAt(place)]++;
            left++;
        }
        var ready = new Stack<int>();
        for (int life = 0; life < lives.Length; life++)
            Show(life);
        while (ready.TryPop(out int message))
        {
            foreach (int life in atHead[message])
            {
                left--;
                next[life]++;
                Show(life);
            }
        }
        return left == 0;

        void Show(int life)
        {
            if (next[life] == lives[life].Length)
                return;
            int head = _deliveries.MessageAt(lives[life][next[life]]);
            (atHead[head] ??= []).Add(life);
            if (--waits[head] == 0)
                ready.Push(head);
        }
    }

    // Finds the first difference between two lives among the messages both deliver; the sentence names the life whose order is in the
    // minority.
    private Verdict? Exchange(int one, int other)
    {
        Array.Clear(_at);
        foreach (int place in _deliveries.ByLife[one])
            _at[_deliveries.MessageAt(place)] = place + 1;
        int[] there = [.. _deliveries.ByLife[other].Where(place => _at[_deliveries.MessageAt(place)] > 0)];
        int highest = 0, falls = 0;
        foreach (int place in there)
        {
            falls += _at[_deliveries.MessageAt(place)] < highest ? 1 : 0;
            highest = Math.Max(highest, _at[_deliveries.MessageAt(place)]);
        }
        if (falls == 0)
            return null;
        int[] here = [.. there.Select(place => _at[_deliveries.MessageAt(place)] - 1).Order()];
        int at = Enumerable.Range(0, here.Length).First(i => _deliveries.MessageAt(here[i]) != _deliveries.MessageAt(there[i]));
        int a = _deliveries.MessageAt(here[at]), b = _deliveries.MessageAt(there[at]);
        (int alone, int against) = Majority(a, b) >= 0 ? (other, one) : (one, other);
        int early = Math.Min(_deliveries.PlaceOf(alone, a), _deliveries.PlaceOf(alone, b));
        int late = Math.Max(_deliveries.PlaceOf(alone, a), _deliveries.PlaceOf(alone, b));
        string host = _trace.Hosts[_trace.Lives[against].Host];
        Sentence sentence =
            $"{_deliveries.Host(early)} delivers {_deliveries.Shown(early)} before {_deliveries.Shown(late)}, and {host} after it.";
        return new Verdict(Finding.Violated, sentence, _deliveries.WitnessOf(early, late));
    }

    // Positive if more lives deliver a first, negative if more deliver b first.
    private int Majority(int a, int b)
    {
        int sum = 0;
        for (int life = 0; life < _deliveries.ByLife.Length; life++)
        {
            int atA = _deliveries.PlaceOf(life, a), atB = _deliveries.PlaceOf(life, b);
            sum += atA < 0 || atB < 0 ? 0 : Math.Sign(atB - atA);
        }
        return sum;
    }
}
