using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Storage;

namespace Election.Runtime.Records;

/// <summary>Sends one frame about an election.</summary>
internal delegate void FrameSender(ElectionTag election, FrameKind kind, ulong number, ReadOnlySpan<byte> body);

/// <summary>The search for the record of one election: it asks until a record is taken.</summary>
internal sealed class RecordSearch : IDisposable
{
    private readonly ElectionTag _election;
    private readonly Func<ElectionRecord, bool> _offer;
    private readonly FrameSender _send;
    private readonly Lock _gate = new();
    private readonly RecordAssembly _assembly = new();
    private Timer? _timer;
    private bool _isOver;

    internal RecordSearch(ElectionTag election, Func<ElectionRecord, bool> offer, FrameSender send)
    {
        _election = election;
        _offer = offer;
        _send = send;
    }

    /// <summary>Asks now and at each interval from now on.</summary>
    internal void Begin(TimeSpan interval) =>
        _timer = new Timer(static search => ((RecordSearch)search!).Ask(), this, TimeSpan.Zero, interval);

    /// <summary>Takes a piece, and offers the record if it is complete.</summary>
    internal void Take(in DatagramHeader header, ulong offset, ReadOnlySpan<byte> body)
    {
        if (header.Election != _election)
            return;
        lock (_gate)
        {
            if (_isOver || !_assembly.Take(header.Sender, offset, body))
                return;
            if (_assembly.IsComplete)
            {
                _isOver = ElectionRecord.Decode(_assembly.Record) is { } record && _offer(record);
                _assembly.Forget();
                return;
            }
        }
        Ask();
    }

    /// <summary>Ends the search.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _timer?.Dispose();
    }

    private void Ask()
    {
        Span<byte> body = stackalloc byte[RecordAsk.SizeBytes];
        var writer = new SpanWriter(body);
        RecordAsk ask;
        lock (_gate)
        {
            if (_isOver)
                return;
            ask = _assembly.Ask();
        }
        ask.Write(ref writer);
        _send(_election, FrameKind.RecordAsk, ask.Offset, writer.Written);
    }
}
