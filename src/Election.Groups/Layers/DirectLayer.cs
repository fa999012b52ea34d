using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>The user of the direct layer.</summary>
public interface IDirectUser
{
    /// <summary>
    /// A message is delivered, in the order that the layers below promise; this node's own, too. What an earlier life delivered is
    /// delivered first, as the journal has it.
    /// </summary>
    /// <param name="origin">The member that broadcast it.</param>
    /// <param name="sequence">Its number in the origin's stream: with the origin, the message's name.</param>
    /// <param name="kind"><see cref="StreamMessageKind.Submit"/> or <see cref="StreamMessageKind.Text"/>.</param>
    /// <param name="body">The statement or the text.</param>
    /// <param name="isRestored">True if it comes from the journal, which need not be told of it again.</param>
    void OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored);
}

/// <summary>
/// The top of a weaker order's stack: messages are delivered as the layers below hand them up. Own messages wait here for the window, and
/// are delivered as soon as they are broadcast. Where a layer of the stack asks for causes, every message carries them: by member the
/// number of the last broadcast that lies in this message's past, through any chain of deliveries.
/// </summary>
internal sealed class DirectLayer : ITopLayer
{
    /// <summary>The longest statement or text, in bytes.</summary>
    public const int MaxMessageBytes = 16 * 1024;

    /// <summary>Own messages that may wait for the window.</summary>
    public const int MaxWaiting = 4096;

    private readonly Membership _membership;
    private readonly GroupCounters _counters;
    private readonly IDirectUser _user;
    private readonly Queue<(StreamMessageKind Kind, byte[] Body)> _waiting = new();
    private readonly ulong[] _past;
    private readonly byte[] _scratch;
    private readonly HashSet<(int Origin, ulong Sequence)> _restored = [];
    private IStreamLayer? _stream;

    /// <summary>Delivers to <paramref name="user"/>.</summary>
    /// <param name="membership">The members.</param>
    /// <param name="counters">Counts.</param>
    /// <param name="user">Takes what is delivered.</param>
    /// <param name="carriesCauses">True if messages carry their causes.</param>
    public DirectLayer(Membership membership, GroupCounters counters, IDirectUser user, bool carriesCauses)
    {
        _membership = membership;
        _counters = counters;
        _user = user;
        _past = carriesCauses ? new ulong[membership.Count] : [];
        _scratch = new byte[StreamMessage.HeaderBytes(_past.Length) + MaxMessageBytes];
    }

    /// <summary>Messages delivered here in this life.</summary>
    public ulong Delivered { get; private set; }

    /// <inheritdoc/>
    public int Waiting => _waiting.Count;

    /// <summary>Binds the layer at the bottom.</summary>
    public void Bind(IStreamLayer stream) => _stream = stream;

    /// <summary>Delivers what an earlier life delivered. The layers below bring it again; it is not delivered twice.</summary>
    /// <exception cref="InvalidOperationException">A record does not read, though its checksum held.</exception>
    public void Restore(IEnumerable<byte[]> records)
    {
        foreach (byte[] bytes in records)
        {
            if (!DeliveredRecord.TryRead(bytes, out DeliveredRecord record) || record.Origin.Value >= _membership.Count)
                throw new InvalidOperationException("The journal holds a delivered message that does not read.");
            _restored.Add((record.Origin.Value, record.Sequence));
            NotePast(record.Origin, record.Sequence, default);
            Delivered++;
            _user.OnMessage(record.Origin, record.Sequence, record.Kind, bytes.AsMemory(^record.Body.Length..), isRestored: true);
        }
    }

    /// <summary>Broadcasts a message, now or when the window has room; <see langword="false"/> when too many wait already.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxMessageBytes"/>.</exception>
    public bool TrySubmit(StreamMessageKind kind, ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxMessageBytes)
            throw new ArgumentException($"A message has at most {MaxMessageBytes} bytes.", nameof(body));
        if (_waiting.Count == MaxWaiting)
        {
            _counters.Add(GroupCounter.WindowFull);
            return false;
        }
        _waiting.Enqueue((kind, body.ToArray()));
        return true;
    }

    /// <inheritdoc/>
    public bool BroadcastNext(Instant now, Outbox outbox)
    {
        if (_waiting.Count == 0 || !_stream!.CanBroadcast)
            return false;
        (StreamMessageKind kind, byte[] body) = _waiting.Dequeue();
        var writer = new SpanWriter(_scratch);
        StreamMessage.WriteHeader(ref writer, kind, _past);
        writer.Raw(body);
        _stream.Broadcast(writer.Written, now, outbox);
        return true;
    }

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        if (!StreamMessage.TryRead(payload.Span, out StreamMessage message)
            || message.Kind is not (StreamMessageKind.Submit or StreamMessageKind.Text))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        NotePast(origin, sequence, message);
        if (_restored.Count > 0 && _restored.Remove((origin.Value, sequence)))
            return;
        Delivered++;
        _user.OnMessage(origin, sequence, message.Kind, payload[StreamMessage.HeaderBytes(message.Members)..], isRestored: false);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        // A skipped message was never delivered, and lies in no message's past through this node.
    }

    private void NotePast(Rank origin, ulong sequence, in StreamMessage message)
    {
        if (_past.Length == 0)
            return;
        int members = Math.Min(message.Members, _past.Length);
        for (int rank = 0; rank < members; rank++)
            _past[rank] = Math.Max(_past[rank], message.Cause(rank));
        _past[origin.Value] = Math.Max(_past[origin.Value], sequence);
    }
}
