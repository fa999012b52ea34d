using System.Collections.Immutable;

namespace Election.Traces.Model;

/// <summary>What a trace says about its run, besides the events.</summary>
public sealed record TraceRun
{
    /// <summary>The delivery order the run used, a word of the command line; null where it was not said.</summary>
    public string? Order { get; init; }

    /// <summary>The run's seed; null where it was not said.</summary>
    public ulong? Seed { get; init; }
}

/// <summary>One life of a host, with what it did in its order.</summary>
/// <param name="Host">The host.</param>
/// <param name="Number">Which of its lives, from 1.</param>
/// <param name="First">The place of its first event in <see cref="Trace.Events"/>; the others follow it.</param>
/// <param name="Count">How many events.</param>
public readonly record struct TraceLife(int Host, int Number, int First, int Count);

/// <summary>
/// A whole, consistent trace: every event of every host, hosts one after another, each host's events in their order. Every message that
/// is mentioned belongs to a host of the trace, is broadcast at most once, and no cause comes after its effect.
/// </summary>
public sealed class Trace
{
    /// <summary>The most hosts in one trace.</summary>
    public const int MaxHosts = 1024;

    /// <summary>The most events in one trace.</summary>
    public const int MaxEvents = 20_000_000;

    /// <summary>The most pairs of a message and a stream: what the table of clocks has to hold, at four bytes each.</summary>
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
    }

    /// <summary>What is said about the run.</summary>
    public TraceRun Run { get; }

    /// <summary>The hosts, in the order they were given.</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>The files that were read, as they were named.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>Every event.</summary>
    public IReadOnlyList<TraceEvent> Events => EventArray;

    /// <summary>Every message that is mentioned.</summary>
    public IReadOnlyList<TraceMessage> Messages => MessageArray;

    /// <summary>The streams: one for each host that broadcast, and one more for each life that began its numbers anew.</summary>
    public ImmutableArray<string> Streams { get; }

    /// <summary>Every life of every host.</summary>
    public ImmutableArray<TraceLife> Lives { get; }

    /// <summary>What was written beside events, by the event's place; most have nothing.</summary>
    public required IReadOnlyDictionary<int, string> Texts { get; init; }

    /// <summary>
    /// What messages declared as their causes, by the message's place: of each stream so many first broadcasts. Most declare nothing.
    /// </summary>
    public required IReadOnlyDictionary<int, ImmutableArray<(int Stream, int Count)>> Declared { get; init; }

    internal TraceEvent[] EventArray { get; }

    internal TraceMessage[] MessageArray { get; }

    /// <summary>By host, and one more: where its events begin in <see cref="EventArray"/>.</summary>
    internal int[] FirstOfHost { get; }

    /// <summary>How many events a host has.</summary>
    public int CountOf(int host) => FirstOfHost[host + 1] - FirstOfHost[host];

    /// <summary>The name of an event.</summary>
    public EventName NameOf(int place) => new(Hosts[EventArray[place].Host], EventArray[place].Number);

    /// <summary>The name of a host's last event.</summary>
    public EventName LastOf(int host) => new(Hosts[host], CountOf(host));

    /// <summary>Whether a host never crashed: only of such a one anything is asked that has to happen at last.</summary>
    public bool IsCorrect(int host)
    {
        int end = FirstOfHost[host + 1];
        if (end == FirstOfHost[host])
            return true;
        return EventArray[end - 1] is { Life: 1, Kind: not TraceEventKind.Crash };
    }

    /// <summary>The event that sent the copy which a receive or a lose is about; -1 when there was none.</summary>
    public int CauseOf(in TraceEvent taken)
    {
        if (taken is { From: >= 0, Cause: > 0 })
            return FirstOfHost[taken.From] + taken.Cause - 1;
        return MessageArray[taken.Message].Sent;
    }

    /// <summary>By stream and rank: the place of the message among <see cref="Messages"/>.</summary>
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
