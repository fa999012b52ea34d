namespace Election.Groups.Model;

/// <summary>
/// Collects the effects that a node requests, in order. One outbox serves one node for life: <see cref="Clear"/> between steps keeps its
/// memory, so that steady traffic allocates nothing.
/// </summary>
public sealed class Outbox
{
    private const int FirstEffects = 32;
    private const int FirstArenaBytes = 16 * 1024;

    private Effect[] _effects = new Effect[FirstEffects];
    private int _count;
    private byte[] _arena = new byte[FirstArenaBytes];
    private int _arenaUsed;
    private ulong _journalSequence;

    /// <summary>The effects since the last <see cref="Clear"/>, oldest first.</summary>
    public ReadOnlySpan<Effect> Effects => _effects.AsSpan(0, _count);

    /// <summary>The number of the last journal record requested, over the node's whole life.</summary>
    public ulong LastJournalSequence => _journalSequence;

    /// <summary>Removes the effects, which the caller has carried out.</summary>
    public void Clear()
    {
        Array.Clear(_effects, 0, _count);
        _count = 0;
        _arenaUsed = 0;
    }

    /// <summary>Multicasts a copy of <paramref name="datagram"/>.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        if (_arenaUsed + datagram.Length > _arena.Length)
        {
            // Effects already returned keep the old arena alive; only later ones use the larger one.
            _arena = new byte[Math.Max(_arena.Length * 2, datagram.Length)];
            _arenaUsed = 0;
        }
        datagram.CopyTo(_arena.AsSpan(_arenaUsed));
        Add(new Effect { Kind = EffectKind.Send, Bytes = _arena.AsMemory(_arenaUsed, datagram.Length) });
        _arenaUsed += datagram.Length;
    }

    /// <summary>Appends a record to the journal and returns its sequence number.</summary>
    public ulong Journal(JournalRecordKind record, ReadOnlyMemory<byte> bytes)
    {
        _journalSequence++;
        Add(new Effect { Kind = EffectKind.Journal, Record = record, JournalSequence = _journalSequence, Bytes = bytes });
        return _journalSequence;
    }

    /// <summary>
    /// Requests a signature by the node's own key, or by <paramref name="key"/>, whose private half the node's runtime also holds.
    /// </summary>
    public void Sign(EffectToken token, ReadOnlyMemory<byte> bytes, PublicKey? key = null) =>
        Add(new Effect { Kind = EffectKind.Sign, Token = token, Bytes = bytes, Key = key });

    /// <summary>Requests the verification of a signature.</summary>
    public void Verify(EffectToken token, PublicKey key, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signature) =>
        Add(new Effect { Kind = EffectKind.Verify, Token = token, Key = key, Bytes = bytes, Signature = signature });

    /// <summary>Appends a line, with its line feed, to the transcript.</summary>
    public void Transcript(ReadOnlyMemory<byte> line) => Add(new Effect { Kind = EffectKind.Transcript, Bytes = line });

    /// <summary>Informs observers that a weaker order delivered a message.</summary>
    public void Deliver(Rank origin, ulong sequence, StreamMessageKind message, ReadOnlyMemory<byte> body) =>
        Add(new Effect { Kind = EffectKind.Deliver, Origin = origin, Sequence = sequence, Message = message, Bytes = body });

    /// <summary>Sends a notice to the operator.</summary>
    public void Tell(NoticeLevel level, Sentence text) =>
        Add(new Effect { Kind = EffectKind.Notice, Notice = new Notice(level, text) });

    /// <summary>Reports that the snapshot has changed.</summary>
    public void Publish() => Add(new Effect { Kind = EffectKind.Publish });

    /// <summary>Reports that the node is done.</summary>
    public void Finish() => Add(new Effect { Kind = EffectKind.Finish });

    private void Add(in Effect effect)
    {
        if (_count == _effects.Length)
            Array.Resize(ref _effects, _effects.Length * 2);
        _effects[_count++] = effect;
    }
}
