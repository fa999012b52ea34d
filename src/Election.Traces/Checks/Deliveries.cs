using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// What each life delivered, in its order: the first delivery of each message that was broadcast. Second deliveries and messages out of
/// nowhere are integrity's business alone.
/// </summary>
internal sealed class Deliveries
{
    private readonly Func<MessageName, string> _naming;
    private readonly int[] _seen;
    private int _stamp;

    /// <summary>Gathers them.</summary>
    /// <param name="trace">Of what trace.</param>
    /// <param name="naming">How sentences name a message.</param>
    public Deliveries(Trace trace, Func<MessageName, string> naming)
    {
        Trace = trace;
        _naming = naming;
        _seen = new int[trace.MessageArray.Length];
        ByLife = [.. trace.Lives.Select(Of)];
    }

    /// <summary>Of what trace.</summary>
    public Trace Trace { get; }

    /// <summary>By life: the places of the deliveries among the events.</summary>
    public int[][] ByLife { get; }

    /// <summary>The message that an event is about.</summary>
    public int MessageAt(int place) => Trace.EventArray[place].Message;

    /// <summary>The place of a life's delivery of a message; -1 for none.</summary>
    public int PlaceOf(int life, int message)
    {
        foreach (int place in ByLife[life])
        {
            if (MessageAt(place) == message)
                return place;
        }
        return -1;
    }

    /// <summary>Two events as a witness. A negative place stands for the end of <paramref name="host"/>'s trace.</summary>
    public Witness WitnessOf(int first, int second, int host = -1) => new(
        Trace.NameOf(first), second < 0 ? Trace.LastOf(host) : Trace.NameOf(second), WhereOf(first), second < 0 ? "" : WhereOf(second));

    /// <summary>The name of the message that an event is about.</summary>
    public MessageName Name(int place) => Trace.MessageArray[MessageAt(place)].Name;

    /// <summary>The message that an event is about, as sentences name it.</summary>
    public string Shown(int place) => Shown(Name(place));

    /// <summary>A message as sentences name it.</summary>
    public string Shown(MessageName name) => _naming(name);

    /// <summary>The host at which an event happened.</summary>
    public string Host(int place) => Trace.Hosts[Trace.EventArray[place].Host];

    private string WhereOf(int place) =>
        FormattableString.Invariant($"{Trace.Files[Trace.EventArray[place].File]}:{Trace.EventArray[place].Line}");

    private int[] Of(TraceLife life)
    {
        _stamp++;
        var places = new List<int>();
        for (int place = life.First; place < life.First + life.Count; place++)
        {
            ref readonly TraceEvent one = ref Trace.EventArray[place];
            if (one.Kind != TraceEventKind.Deliver || Trace.MessageArray[one.Message].Sent < 0 || _seen[one.Message] == _stamp)
                continue;
            _seen[one.Message] = _stamp;
            places.Add(place);
        }
        return [.. places];
    }
}
