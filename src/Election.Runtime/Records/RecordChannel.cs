using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Network;
using Election.Runtime.Storage;

namespace Election.Runtime.Records;

/// <summary>
/// A channel that hands on the records of elections behind this node to nodes that lack them, and seeks the record of one that this node
/// lacks. Frames about records go no further; all other datagrams pass untouched, without allocating.
/// </summary>
public sealed class RecordChannel : IDatagramChannel, IDatagramSink
{
    /// <summary>The interval at which the node asks again for what it seeks.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>The largest number of bytes of records that the node sends in a second; later asks are not answered.</summary>
    public const int MaxBytesPerSecond = 8 * 1024 * 1024;

    private readonly IDatagramChannel _inner;
    private readonly DatagramHeader _self;
    private readonly RecordShelf _shelf;
    private readonly MonotonicClock _clock = new();
    private readonly Lock _gate = new();
    private readonly byte[] _datagram;
    private RecordSearch? _search;
    private IDatagramSink? _sink;
    private Instant _second;
    private int _sentInSecond;

    /// <summary>Wraps a channel, and takes ownership of it.</summary>
    /// <param name="inner">The channel; it passes on its datagrams one at a time.</param>
    /// <param name="self">The group, the tag and the life of this node.</param>
    /// <param name="shelf">The elections behind this node.</param>
    public RecordChannel(IDatagramChannel inner, DatagramHeader self, RecordShelf shelf)
    {
        _inner = inner;
        _self = self;
        _shelf = shelf;
        _datagram = new byte[inner.MaxDatagramBytes];
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes => _inner.MaxDatagramBytes;

    /// <inheritdoc/>
    public ChannelCounters Counters => _inner.Counters;

    /// <inheritdoc/>
    public string Description => _inner.Description;

    /// <summary>Seeks the record of an election until <paramref name="offer"/> takes one. Called at most once, before the start.</summary>
    /// <param name="election">The election.</param>
    /// <param name="offer">
    /// Called on a thread of the channel with each complete record; returns <see langword="false"/> for one that proves nothing.
    /// </param>
    public void Seek(ElectionTag election, Func<ElectionRecord, bool> offer) => _search = new RecordSearch(election, offer, Say);

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink)
    {
        _sink = sink;
        _inner.Start(pool, this);
        _search?.Begin(AskEvery);
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
            _inner.Send(datagram);
    }

    /// <inheritdoc/>
    public void Take(DatagramBuffer datagram)
    {
        ElectionTag election = DatagramHeader.PeekElection(datagram.Span);
        if (election != ElectionTag.None && DatagramIdentity.TryPeek(datagram.Span, out DatagramIdentity identity)
            && identity.Kind is FrameKind.RecordAsk or FrameKind.RecordPiece)
        {
            TakeRecordFrame(datagram.Span);
            datagram.Release();
            return;
        }
        _sink!.Take(datagram);
    }

    /// <summary>Ends the search and closes the channel.</summary>
    public void Dispose()
    {
        _search?.Dispose();
        _inner.Dispose();
    }

    private void TakeRecordFrame(ReadOnlySpan<byte> datagram)
    {
        if (DatagramHeader.TryOpen(datagram, _self.Group, out DatagramHeader header, out ReadOnlySpan<byte> frames) != DatagramRefusal.None
            || (header.Sender == _self.Sender && header.Incarnation == _self.Incarnation))
            return;
        var reader = new SpanReader(frames);
        if (!FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
            return;
        if (frame.Kind == FrameKind.RecordPiece)
            _search?.Take(header, frame.Number, body);
        else if (RecordAsk.Read(frame.Number, body) is { } ask && (ask.Holder == default || ask.Holder == _self.Sender))
            Answer(header.Election, ask);
    }

    private void Answer(ElectionTag election, RecordAsk ask)
    {
        if (_shelf.RecordOf(election) is not { } record || ask.Offset >= (ulong)record.Length)
            return;
        int most = MaxDatagramBytes - DatagramHeader.SizeBytes - FrameHeader.SizeBytes - RecordPiece.OverheadBytes
            - DatagramHeader.ChecksumBytes;
        int offset = (int)ask.Offset, end = (int)Math.Min(record.Length, offset + (long)Math.Min(ask.Bytes, RecordAssembly.WindowBytes));
        Span<byte> body = new byte[RecordPiece.OverheadBytes + most];
        for (int length; offset < end && MaySend(length = Math.Min(most, end - offset)); offset += length)
        {
            var writer = new SpanWriter(body);
            RecordPiece.Write(ref writer, record.Length, record.Span.Slice(offset, length));
            Say(election, FrameKind.RecordPiece, (ulong)offset, writer.Written);
        }
    }

    private bool MaySend(int bytes)
    {
        Instant now = _clock.Now;
        if (now - _second >= TimeSpan.FromSeconds(1))
            (_second, _sentInSecond) = (now, 0);
        _sentInSecond += bytes;
        return _sentInSecond <= MaxBytesPerSecond;
    }

    private void Say(ElectionTag election, FrameKind kind, ulong number, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            (_self with { Election = election }).Write(_datagram);
            var writer = new SpanWriter(_datagram.AsSpan(DatagramHeader.SizeBytes));
            writer.Byte((byte)kind);
            writer.UInt64(number);
            writer.Medium(body);
            Span<byte> whole = _datagram.AsSpan(0, DatagramHeader.SizeBytes + writer.Position + DatagramHeader.ChecksumBytes);
            DatagramHeader.Seal(whole);
            _inner.Send(whole);
        }
    }
}
