namespace Election.Groups.Layers.Atomic;

/// <summary>An entry that a majority holds: its place, and the first bytes of its hash.</summary>
internal readonly record struct Commitment(ulong Place, ulong HashPrefix);

/// <summary>
/// The progress of one node through its log, each as the place of the last entry, and the news about it that others wait for. Delivered
/// entries are committed; committed entries are in the log.
/// </summary>
internal sealed class EntryProgress(GroupLog log)
{
    private Commitment _heard;

    /// <summary>This node's journal holds every entry up to here.</summary>
    public int Durable { get; private set; }

    /// <summary>The leader's log has the same entries up to here.</summary>
    public int Matched { get; private set; }

    /// <summary>A majority holds every entry up to here.</summary>
    public int Committed { get; private set; }

    /// <summary>Every statement up to here has been delivered.</summary>
    public int Delivered { get; private set; }

    /// <summary>This node's journal holds the leader's entries up to here.</summary>
    public int Acknowledged => Math.Min(Durable, Matched);

    /// <summary>The first place where this node is not known to hold the leader's entry.</summary>
    public int FirstMissing => Math.Max(Matched, Committed) + 1;

    /// <summary>True if an entry is known to be committed that this node does not hold.</summary>
    public bool IsBehindCommit => _heard.Place > (ulong)Committed;

    /// <summary>The news that <see cref="Acknowledged"/> has moved.</summary>
    public News AckNews { get; } = new();

    /// <summary>The news that <see cref="Committed"/> has moved, by this node's own count as leader.</summary>
    public News CommitNews { get; } = new();

    /// <summary>Takes the restored log for durable.</summary>
    public void Restore() => Durable = log.Count;

    /// <summary>Advances over the entries whose journal records are durable.</summary>
    /// <param name="journalled">The last durable journal record.</param>
    public void AdvanceDurable(ulong journalled)
    {
        int before = Durable;
        while (Durable < log.Count && log.At(Durable + 1).JournalSequence <= journalled)
            Durable++;
        if (Durable > before)
            AckNews.Renew();
    }

    /// <summary>Notes that the leader's log has this node's entries up to a place.</summary>
    public void Match(int place) => Matched = Math.Max(Matched, place);

    /// <summary>Notes that this node leads: its log is the leader's.</summary>
    public void Lead() => Matched = log.Count;

    /// <summary>Begins an epoch: only delivered entries are certain to be in its leader's log.</summary>
    public void BeginEpoch()
    {
        Matched = Delivered;
        AckNews.Clear();
    }

    /// <summary>Commits the entries up to a place in the log.</summary>
    public void Commit(int place) => Committed = Math.Max(Committed, place);

    /// <summary>Takes a COMMIT. One whose entry is not here is remembered, the latest only.</summary>
    public void Hear(Commitment commitment)
    {
        if (log.Holds((int)commitment.Place, commitment.HashPrefix))
            Commit((int)commitment.Place);
        else if (commitment.Place > _heard.Place)
            _heard = commitment;
    }

    /// <summary>Commits the remembered entry, once it is here.</summary>
    public void CommitHeard()
    {
        if (IsBehindCommit && log.Holds((int)_heard.Place, _heard.HashPrefix))
            Committed = (int)_heard.Place;
    }

    /// <summary>Forgets the remembered COMMIT.</summary>
    public void ForgetHeard() => _heard = default;

    /// <summary>Returns the next committed entry as delivered; false if there is none.</summary>
    public bool TryDeliver(out LogEntry entry)
    {
        bool hasNext = Delivered < Committed;
        entry = hasNext ? log.At(++Delivered) : default;
        return hasNext;
    }

    /// <summary>Keeps the first <paramref name="places"/> entries.</summary>
    /// <exception cref="InvalidOperationException">A delivered entry would be truncated.</exception>
    public void Truncate(int places)
    {
        if (places < Delivered)
            throw new InvalidOperationException($"Delivered entries would be truncated to {places}.");
        Durable = Math.Min(Durable, places);
    }
}

/// <summary>News that others wait for. Nobody repairs fresh news, so an early beat repeats it.</summary>
internal sealed class News
{
    /// <summary>True if there is something to say.</summary>
    public bool IsDue { get; private set; }

    /// <summary>True if it has not been said before.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Notes something new to say.</summary>
    public void Renew() => IsDue = IsFresh = true;

    /// <summary>Repeats the latest.</summary>
    public void Repeat() => IsDue = true;

    /// <summary>Notes that there is nothing to say, or that it was said.</summary>
    public void Clear() => IsDue = IsFresh = false;
}
