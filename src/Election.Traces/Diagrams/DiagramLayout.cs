using System.Collections.Immutable;
using Election.Traces.Checks;
using Election.Traces.Model;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace Election.Traces.Diagrams;

/// <summary>Lays a trace out: a column for each host, time running down, a row for each moment at which something happened.</summary>
public sealed class DiagramLayout
{
    /// <summary>The number of events drawn by default.</summary>
    public const int UsualEvents = 400;

    /// <summary>The largest number of events that can be requested.</summary>
    public const int MostEvents = 20_000;

    private readonly Trace _trace;
    private readonly ImmutableArray<Witness> _witnesses;
    private readonly List<DiagramMark> _marks = [];
    private readonly Dictionary<int, int> _markOf = [];
    private readonly HashSet<EventName> _isWitness;
    private readonly HashSet<int> _witnessed = [];
    private readonly List<(int Place, int Row)> _drawn = [];
    private int _rows;

    private DiagramLayout(Trace trace, ImmutableArray<Witness> witnesses)
    {
        _trace = trace;
        _witnesses = witnesses;
        _isWitness = [.. witnesses.SelectMany(one => (EventName[])[one.First, one.Second])];
    }

    /// <summary>Lays out a trace, or the part of it around the first witness.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="witnesses">The violations that the drawing marks.</param>
    /// <param name="events">The largest number of events to draw.</param>
    public static Diagram Of(Trace trace, ImmutableArray<Witness> witnesses, int events = UsualEvents) =>
        new DiagramLayout(trace, witnesses).Lay(events);

    private Diagram Lay(int most)
    {
        (int[] sequence, long[] depth) = DiagramOrder.Of(_trace);
        int first = FirstDrawn(sequence, most);
        int[] drawn = [.. sequence.Skip(first).Take(most)];
        bool hasTimes = drawn.All(place => _trace.EventArray[place].AtUs >= 0);
        if (!hasTimes)
            Array.Sort([.. drawn.Select((place, i) => (depth[place], i))], drawn);
        foreach (int place in drawn)
        {
            if (_isWitness.Contains(_trace.NameOf(place)) && _trace.EventArray[place].Message >= 0)
                _witnessed.Add(_trace.EventArray[place].Message);
        }
        Place(drawn, hasTimes, depth);
        Sentence? notice = drawn.Length == sequence.Length ? (Sentence?)null
            : $"Events {first + 1} to {first + drawn.Length} of {sequence.Length} are drawn; --events N draws more.";
        return new Diagram
        {
            Hosts = _trace.Hosts,
            Rows = _rows,
            Marks = [.. _marks],
            Arrows = [.. Arrows()],
            Bands = [.. Bands()],
            Gaps = [.. Gaps()],
            Notice = notice,
        };
    }

    // A trace that is too long is drawn around its first witness; a third of the drawn events come before it.
    private int FirstDrawn(int[] sequence, int most)
    {
        if (sequence.Length <= most || _witnesses.IsEmpty)
            return 0;
        int at = Array.FindIndex(sequence, place => _trace.NameOf(place) == _witnesses[0].First);
        return Math.Clamp(at - (most / 3), 0, sequence.Length - most);
    }

    private void Place(int[] drawn, bool hasTimes, long[] depth)
    {
        int row = -1;
        long moment = -1;
        var inRow = new HashSet<int>();
        foreach (int place in drawn)
        {
            ref readonly TraceEvent one = ref _trace.EventArray[place];
            long now = hasTimes ? one.AtUs : depth[place];
            int cause = one.Message >= 0 && one.Kind != TraceEventKind.Send ? _trace.CauseOf(one) : -1;
            bool follows = cause >= 0 && _markOf.TryGetValue(cause, out int sent) && _marks[sent].Row == row;
            bool isMerged = IsDeliveredAtOnce(place) && _markOf.ContainsKey(place - 1);
            if (isMerged)
            {
                _markOf[place] = _markOf[place - 1];
                DiagramMark mark = _marks[_markOf[place]];
                _marks[_markOf[place]] = mark with { Shape = DiagramShape.Deliver, Event = _trace.NameOf(place), IsWitness = mark.IsWitness
                    || IsWitness(place) };
                _drawn.Add((place, mark.Row));
                continue;
            }
            if (row < 0 || now != moment || follows || inRow.Contains(one.Host))
            {
                row++;
                inRow.Clear();
            }
            moment = now;
            inRow.Add(one.Host);
            _markOf[place] = _marks.Count;
            _marks.Add(new DiagramMark(ShapeOf(place), one.Host, row, _trace.NameOf(place), LabelOf(place), one.AtUs, IsWitness(place)));
            _drawn.Add((place, row));
        }
        _rows = row + 1;
    }

    // Received, or known to be safe, and delivered at the same moment: one filled point.
    private bool IsDeliveredAtOnce(int place)
    {
        TraceEvent one = _trace.EventArray[place];
        return one.Kind == TraceEventKind.Deliver && one.Number > 1
            && _trace.EventArray[place - 1] is { Kind: TraceEventKind.Receive or TraceEventKind.Commit } before
            && before.Message == one.Message && before.AtUs == one.AtUs;
    }

    private bool IsWitness(int place) => _isWitness.Contains(_trace.NameOf(place));

    private DiagramShape ShapeOf(int place) => _trace.EventArray[place].Kind switch
    {
        TraceEventKind.Send => DiagramShape.Send,
        TraceEventKind.Resend => DiagramShape.Resend,
        TraceEventKind.Receive => DiagramShape.Held,
        TraceEventKind.Lose => DiagramShape.Lost,
        TraceEventKind.Deliver => DiagramShape.Deliver,
        TraceEventKind.Order => DiagramShape.Order,
        TraceEventKind.Commit => DiagramShape.Commit,
        TraceEventKind.Withdraw => DiagramShape.Withdraw,
        TraceEventKind.Crash => DiagramShape.Crash,
        TraceEventKind.Restart => DiagramShape.Restart,
        TraceEventKind.Pause => DiagramShape.Pause,
        TraceEventKind.Resume => DiagramShape.Resume,
        TraceEventKind.Partition or TraceEventKind.Heal => DiagramShape.Network,
        TraceEventKind.Note => DiagramShape.Note,
        _ => throw new UnreachableException(),
    };

    private string LabelOf(int place)
    {
        int message = _trace.EventArray[place].Message;
        return message >= 0 ? _trace.MessageArray[message].Name.ToString() : _trace.Texts.GetValueOrDefault(place, "");
    }

    private IEnumerable<DiagramArrow> Arrows()
    {
        // If a trace notes receives, a delivery without one came by another way, which is unknown.
        bool notesReceives = _trace.EventArray.Any(one => one.Kind == TraceEventKind.Receive);
        var taken = new HashSet<(int Host, int Message)>();
        foreach ((int place, _) in _drawn)
        {
            TraceEvent one = _trace.EventArray[place];
            bool isFirstSight = !notesReceives && one.Kind == TraceEventKind.Deliver && !taken.Contains((one.Host, one.Message));
            if (one.Kind is not (TraceEventKind.Receive or TraceEventKind.Lose) && !isFirstSight)
                continue;
            if (one.Kind != TraceEventKind.Lose)
                taken.Add((one.Host, one.Message));
            int cause = _trace.CauseOf(one);
            if (cause < 0 || _trace.EventArray[cause].Host == one.Host || (isFirstSight && WasTakenBefore(place)))
                continue;
            yield return new DiagramArrow(
                _markOf.GetValueOrDefault(cause, -1), _markOf[place], _trace.EventArray[cause].Host, one.Kind == TraceEventKind.Lose,
                _trace.EventArray[cause].Kind == TraceEventKind.Resend, _witnessed.Contains(one.Message),
                _trace.MessageArray[one.Message].Name.ToString());
        }
    }

    // A delivery needs no arrow of its own if its message was received before the part that is drawn.
    private bool WasTakenBefore(int place)
    {
        TraceEvent one = _trace.EventArray[place];
        for (int at = _trace.FirstOfHost[one.Host]; at < place; at++)
        {
            if (_trace.EventArray[at].Message == one.Message
                && _trace.EventArray[at].Kind is TraceEventKind.Receive or TraceEventKind.Deliver)
                return true;
        }
        return false;
    }

    private IEnumerable<DiagramBand> Bands()
    {
        (int Row, string Label)? open = null;
        foreach ((int place, int row) in _drawn)
        {
            switch (_trace.EventArray[place].Kind)
            {
                case TraceEventKind.Partition:
                    open ??= (row, _trace.Texts.GetValueOrDefault(place, "partition"));
                    break;
                case TraceEventKind.Heal when open is var (first, label):
                    yield return new DiagramBand(first, row, label);
                    open = null;
                    break;
            }
        }
        if (open is var (last, name))
            yield return new DiagramBand(last, _rows - 1, name);
    }

    private IEnumerable<DiagramGap> Gaps()
    {
        var since = new Dictionary<int, (int Row, bool IsDown)>();
        foreach ((int place, int row) in _drawn)
        {
            TraceEvent one = _trace.EventArray[place];
            if (one.Kind is TraceEventKind.Crash or TraceEventKind.Pause)
                since[one.Host] = (row, one.Kind == TraceEventKind.Crash);
            else if (one.Kind is TraceEventKind.Restart or TraceEventKind.Resume && since.Remove(one.Host, out (int Row, bool IsDown) gap))
                yield return new DiagramGap(one.Host, gap.Row, row, gap.IsDown);
        }
        foreach ((int host, (int row, bool isDown)) in since.OrderBy(one => one.Key))
            yield return new DiagramGap(host, row, _rows, isDown);
    }
}
