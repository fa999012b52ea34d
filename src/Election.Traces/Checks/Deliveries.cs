using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// The deliveries of each life, in order: the first delivery of each message that was broadcast. Only <see cref="IntegrityCheck"/> looks at
/// repeated deliveries and at messages that were never broadcast.
/// </summary>
internal sealed class Deliveries
{
    private readonly Func<MessageName, string> _naming;
    private readonly int[] _seen;
    private int _stamp;

    /// <summary>Collects the deliveries of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="naming">Gives the name of a message for use in sentences.</param>
    public Deliveries(Trace trace, Func<MessageName, string> naming)
    {
        Trace = trace;
        _naming = naming;
        _seen = new int[trace.MessageArray.Length];
        ByLife = [.. trace.Lives.Select(Of)];
    }

    /// <summary>The trace that the deliveries were collected from.</summary>
    public Trace Trace { get; }

    /// <summary>For each life, the places of its deliveries among the events.</summary>
    public int[][] ByLife { get; }

    /// <summary>Returns the message that an event is about.</summary>
    public int MessageAt(int place) => Trace.EventArray[place].Message;

    /// <summary>Returns the place of a life's delivery of a message; -1 if there is none.</summary>
    public int PlaceOf(int life, int message)
    {
        foreach (int place in ByLife[life])
        {
            if (MessageAt(place) == message)
                return place;
        }
        return -1;
    }

    /// <summary>Makes a witness of two events. A negative place stands for the end of <paramref name="host"/>'s trace.</summary>
    public Witness WitnessOf(int first, int second, int host = -1) => new(
        Trace.NameOf(first), second < 0 ? Trace.LastOf(host) : Trace.NameOf(second), WhereOf(first), second < 0 ? "" : WhereOf(second));

    /// <summary>Returns the name of the message that an event is about.</summary>
    public MessageName Name(int place) => Trace.MessageArray[MessageAt(place)].Name;

    /// <summary>Returns the name, for use in sentences, of the message that an event is about.</summary>
    public string Shown(int place) => Shown(Name(place));

    /// <summary>Returns a message's name for use in sentences.</summary>
    public string Shown(MessageName name) => _naming(name);

    /// <summary>Returns the host at which an event happened.</summary>
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
