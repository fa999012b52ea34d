using System.Collections.Immutable;

namespace Election.Traces.Model;

/// <summary>The facts about a run that a trace's header states.</summary>
public sealed record TraceRun
{
    /// <summary>The delivery order of the run, as a word of the command line; null if not stated.</summary>
    public string? Order { get; init; }

    /// <summary>The run's seed; null if not stated.</summary>
    public ulong? Seed { get; init; }
}

/// <summary>One life of a host and the range of its events.</summary>
/// <param name="Host">The host.</param>
/// <param name="Number">The number of the life at its host, from 1.</param>
/// <param name="First">The place of its first event in <see cref="Trace.Events"/>; its other events follow.</param>
/// <param name="Count">The number of its events.</param>
public readonly record struct TraceLife(int Host, int Number, int First, int Count);

/// <summary>
/// A complete, consistent trace: every event of every host, host by host, each host's events in order. Every message mentioned belongs to a
/// host of the trace and is broadcast at most once, and no cause comes after its effect.
/// </summary>
public sealed class Trace
{
    /// <summary>The largest number of hosts in a trace.</summary>
    public const int MaxHosts = 1024;

    /// <summary>The largest number of events in a trace.</summary>
    public const int MaxEvents = 20_000_000;

    /// <summary>The largest number of (message, stream) pairs: the size of the table of clocks, at four bytes each.</summary>
    public const int MaxClockCells = 50_000_000;

    internal Trace(
        TraceRun run, string[] hosts, string[] files, TraceEvent[] events, int[] firstOfHost, TraceMessage[] messages, string[] streams)
    {
        Run = run;
        Hosts = [.. hosts];
        Files = [.. files];
        EventArray = events;
        FirstOfHost = firstOfHost;
        MessageArray = messages;
        Streams = [.. streams];
        Lives = LivesOf();
        foreach (ref readonly TraceEvent one in events.AsSpan())
        {
            RecordsReceipts |= one.Kind is TraceEventKind.Receive or TraceEventKind.Order;
            RecordsCommits |= one.Kind == TraceEventKind.Commit;
        }
        HasWorkingMajority = Enumerable.Range(0, hosts.Length).Count(host => !EndsInCrash(host)) > hosts.Length / 2;
    }

    /// <summary>The header's facts about the run.</summary>
    public TraceRun Run { get; }

    /// <summary>The hosts, in the order they were given.</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>The names of the files that were read.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>All events.</summary>
    public IReadOnlyList<TraceEvent> Events => EventArray;

    /// <summary>All messages mentioned.</summary>
    public IReadOnlyList<TraceMessage> Messages => MessageArray;

    /// <summary>The streams: one for each host that broadcast, and one more for each life that restarted the numbering.</summary>
    public ImmutableArray<string> Streams { get; }

    /// <summary>All lives of all hosts.</summary>
    public ImmutableArray<TraceLife> Lives { get; }

    /// <summary>True if the trace records which messages a process received or gave their place.</summary>
    public bool RecordsReceipts { get; }

    /// <summary>True if the trace records when a process learnt that a message is committed.</summary>
    public bool RecordsCommits { get; }

    /// <summary>True if a majority of the processes had not crashed, or had come back, by the end of the trace.</summary>
    public bool HasWorkingMajority { get; }

    /// <summary>The texts written with events, by the event's place; most events have none.</summary>
    public required IReadOnlyDictionary<int, string> Texts { get; init; }

    /// <summary>
    /// The declared causes of messages, by the message's place: for each stream, a number of first broadcasts. Most messages declare none.
    /// </summary>
    public required IReadOnlyDictionary<int, ImmutableArray<(int Stream, int Count)>> Declared { get; init; }

    internal TraceEvent[] EventArray { get; }

    internal TraceMessage[] MessageArray { get; }

    /// <summary>For each host, the place of its first event in <see cref="EventArray"/>; one further element marks the end.</summary>
    internal int[] FirstOfHost { get; }

    /// <summary>Returns the number of a host's events.</summary>
    public int CountOf(int host) => FirstOfHost[host + 1] - FirstOfHost[host];

    /// <summary>Returns the name of an event.</summary>
    public EventName NameOf(int place) => new(Hosts[EventArray[place].Host], EventArray[place].Number);

    /// <summary>Returns the name of a host's last event.</summary>
    public EventName LastOf(int host) => new(Hosts[host], CountOf(host));

    /// <summary>True if a host never crashed: liveness is required of such hosts only.</summary>
    public bool IsCorrect(int host)
    {
        int end = FirstOfHost[host + 1];
        if (end == FirstOfHost[host])
            return true;
        return EventArray[end - 1] is { Life: 1, Kind: not TraceEventKind.Crash };
    }

    /// <summary>Returns the event that sent the copy which a receive or a loss is about; -1 if there is none.</summary>
    public int CauseOf(in TraceEvent taken)
    {
        if (taken is { From: >= 0, Cause: > 0 })
            return FirstOfHost[taken.From] + taken.Cause - 1;
        return MessageArray[taken.Message].Sent;
    }

    /// <summary>Returns, by stream and rank, the place of the message among <see cref="Messages"/>.</summary>
    internal int[][] ByStream()
    {
        var sent = new int[Streams.Length];
        foreach (TraceMessage message in MessageArray)
        {
            if (message.Stream >= 0)
                sent[message.Stream]++;
        }
        int[][] ofStream = [.. sent.Select(count => new int[count])];
        for (int place = 0; place < MessageArray.Length; place++)
        {
            if (MessageArray[place] is { Stream: >= 0 } message)
                ofStream[message.Stream][message.Rank] = place;
        }
        return ofStream;
    }

    private bool EndsInCrash(int host) => CountOf(host) > 0 && EventArray[FirstOfHost[host + 1] - 1].Kind == TraceEventKind.Crash;

    private ImmutableArray<TraceLife> LivesOf()
    {
        var lives = ImmutableArray.CreateBuilder<TraceLife>(Hosts.Length);
        for (int host = 0; host < Hosts.Length; host++)
        {
            int first = FirstOfHost[host];
            for (int place = first; place <= FirstOfHost[host + 1]; place++)
            {
                bool isEnd = place == FirstOfHost[host + 1];
                if (!isEnd && EventArray[place].Life == EventArray[first].Life)
                    continue;
                if (place > first)
                    lives.Add(new TraceLife(host, EventArray[first].Life, first, place - first));
                first = place;
            }
        }
        return lives.ToImmutable();
    }
}
