using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Simulation;

/// <summary>The kinds of event in a run's history. The first eight have the order of <see cref="EffectKind"/>.</summary>
public enum HistoryKind : byte
{
    /// <summary>A node multicast a datagram.</summary>
    Send,

    /// <summary>A node wrote to its journal.</summary>
    Journal,

    /// <summary>A node requested a signature.</summary>
    Sign,

    /// <summary>A node requested a verification.</summary>
    Verify,

    /// <summary>A node wrote a line of its transcript.</summary>
    Transcript,

    /// <summary>A node sent a notice to its operator.</summary>
    Notice,

    /// <summary>A node's snapshot changed.</summary>
    Publish,

    /// <summary>A node finished.</summary>
    Finish,

    /// <summary>A node started.</summary>
    Start,

    /// <summary>A node received a datagram.</summary>
    Receive,

    /// <summary>A node crashed.</summary>
    Crash,

    /// <summary>A fault hit a datagram on its way to the node.</summary>
    Fault,

    /// <summary>A node was paused.</summary>
    Pause,

    /// <summary>A node resumed after a pause.</summary>
    Resume,

    /// <summary>A weaker order delivered a message.</summary>
    Deliver,
}

/// <summary>One line of a run's history.</summary>
/// <param name="At">The virtual time.</param>
/// <param name="Node">The node at which it happened.</param>
/// <param name="Kind">The kind of event.</param>
/// <param name="Datagram">The identity of the datagram, if there is one.</param>
/// <param name="Length">The length of the datagram, in bytes.</param>
/// <param name="Faults">The faults that hit the datagram.</param>
/// <param name="Text">A sentence for the reader, if there is one.</param>
public sealed record HistoryEvent(
    TimeSpan At, MemberId Node, HistoryKind Kind, DatagramIdentity Datagram, int Length, FaultKinds Faults, string Text)
{
    /// <summary>Returns the time, the node and the event; for example <c>12.300ms n1 Send Data#3 118B</c>.</summary>
    public override string ToString()
    {
        string what = Datagram.Number == 0 && Datagram.Kind == 0 ? "" : $" {Datagram.Kind}#{Datagram.Number}";
        string faults = Faults == FaultKinds.None ? "" : $" [{Faults}]";
        string text = Text.Length == 0 ? "" : " " + Text;
        return string.Create(CultureInfo.InvariantCulture, $"{At.TotalMilliseconds:0.0000}ms {Node} {Kind}{what}{faults} {Length}B{text}");
    }
}

/// <summary>
/// The history of a run: counts, a digest over every event with its time and bytes, and the first events for reading. Equal digests mean
/// equal runs.
/// </summary>
public sealed class History
{
    private const int FixedBytes = sizeof(long) + sizeof(ushort) + 1 + sizeof(int) + sizeof(int);

    private readonly List<HistoryEvent> _events = [];
    private readonly Queue<HistoryEvent> _lastEvents = new();
    private readonly IncrementalHash? _digest;
    private readonly byte[] _head = new byte[FixedBytes];
    private readonly long[] _counts = new long[Enum.GetValues<HistoryKind>().Length];
    private readonly int _keep;
    private readonly int _keepLast;

    internal History(SimulationOptions options)
    {
        _keep = options.KeepEvents;
        _keepLast = options.KeepLastEvents;
        _digest = options.HasDigest ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    /// <summary>The first events, as many as the options keep.</summary>
    public IReadOnlyList<HistoryEvent> Events => _events;

    /// <summary>The last events, as many as the options keep, oldest first.</summary>
    public IEnumerable<HistoryEvent> LastEvents => _lastEvents;

    /// <summary>SHA-256 over every event so far; zero if the options disable it.</summary>
    public Hash256 Digest => _digest is null ? default : new(_digest.GetCurrentHash());

    /// <summary>The number of payload bytes that nodes multicast.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Returns the number of events of a kind.</summary>
    public long Count(HistoryKind kind) => _counts[(int)kind];

    /// <summary>The number of copies that faults kept from a receiver.</summary>
    public long Dropped { get; private set; }

    /// <summary>The number of those that carried a message of some stream, which the receiver misses until it is repaired.</summary>
    public long DroppedMessages { get; private set; }

    internal void Add(
        TimeSpan at, SimulatedNode node, HistoryKind kind, ReadOnlySpan<byte> bytes, FaultKinds faults = default, string text = "")
    {
        _counts[(int)kind]++;
        BytesSent += kind == HistoryKind.Send ? bytes.Length : 0;
        if (kind == HistoryKind.Fault && (faults & (FaultKinds.Loss | FaultKinds.Drop | FaultKinds.Partition)) != 0)
        {
            Dropped++;
            DroppedMessages += CarriesMessage(bytes) ? 1 : 0;
        }
        if (_digest is not null)
            Digested(_digest, at, node, kind, bytes, faults, text);
        if (_events.Count >= _keep && _keepLast == 0)
            return;
        DatagramIdentity identity = default;
        if (kind is HistoryKind.Send or HistoryKind.Receive or HistoryKind.Fault)
            DatagramIdentity.TryPeek(bytes, out identity);
        var happened = new HistoryEvent(at, node.Id, kind, identity, bytes.Length, faults, text);
        if (_events.Count < _keep)
            _events.Add(happened);
        if (_keepLast > 0 && _lastEvents.Count == _keepLast)
            _lastEvents.Dequeue();
        if (_keepLast > 0)
            _lastEvents.Enqueue(happened);
    }

    private static bool CarriesMessage(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < DatagramHeader.SizeBytes + DatagramHeader.ChecksumBytes)
            return false;
        var reader = new SpanReader(datagram[DatagramHeader.SizeBytes..^DatagramHeader.ChecksumBytes]);
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out _))
        {
            if (frame.Kind is FrameKind.Data or FrameKind.Repair)
                return true;
        }
        return false;
    }

    private void Digested(
        IncrementalHash digest, TimeSpan at, SimulatedNode node, HistoryKind kind, ReadOnlySpan<byte> bytes, FaultKinds faults, string text)
    {
        var head = new SpanWriter(_head);
        head.UInt64((ulong)at.Ticks);
        head.UInt16((ushort)node.Index);
        head.Byte((byte)kind);
        head.UInt32((uint)faults);
        head.UInt32((uint)bytes.Length);
        digest.AppendData(_head);
        digest.AppendData(bytes);
        if (text.Length > 0)
            digest.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
