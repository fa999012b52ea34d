using System.Collections.Concurrent;
using System.Net;
using Election.Runtime.Network;

namespace Election.Runtime.Tests.Support;

/// <summary>Takes datagrams from a channel and keeps copies of them for a test to look at.</summary>
internal sealed class Inbox : IDatagramSink, IDisposable
{
    private readonly BlockingCollection<Arrival> _arrivals = [];

    public void Take(DatagramBuffer datagram)
    {
        _arrivals.Add(new Arrival(datagram.Span.ToArray(), datagram.Source));
        datagram.Release();
    }

    public void Dispose() => _arrivals.Dispose();

    /// <summary>The next datagram; fails when none comes.</summary>
    internal Arrival Next()
    {
        Assert.True(_arrivals.TryTake(out Arrival? arrival, Patience.Limit), "No datagram came.");
        return arrival!;
    }

    internal int Waiting => _arrivals.Count;
}

internal sealed record Arrival(byte[] Bytes, IPEndPoint? Source);
