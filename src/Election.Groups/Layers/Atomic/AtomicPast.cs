using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>The journal's records of a member's earlier lives.</summary>
internal sealed class AtomicPast
{
    private readonly List<byte[]> _entries = [];

    /// <summary>True if an earlier life passed START.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Lives after the first that the journal knows.</summary>
    public ulong Lives { get; private set; }

    /// <summary>The latest epoch for which this node voted; <see cref="Epoch.None"/> if it never did.</summary>
    public Epoch VoteEpoch { get; private set; }

    /// <summary>The candidate it voted for in that epoch.</summary>
    public Rank VoteFor { get; private set; } = Rank.None;

    /// <summary>The entry records, in the order written.</summary>
    public IReadOnlyList<byte[]> Entries => _entries;

    /// <summary>Takes an Entry record.</summary>
    public void AddEntry(ReadOnlySpan<byte> record) => _entries.Add(record.ToArray());

    /// <summary>Takes a Life record.</summary>
    public void AddLife() => Lives++;

    /// <summary>The record of a vote: epoch (4), the candidate's rank (2).</summary>
    public static byte[] WriteVote(Epoch epoch, Rank candidate)
    {
        var record = new byte[sizeof(uint) + sizeof(ushort)];
        var writer = new SpanWriter(record);
        writer.UInt32(epoch.Number);
        writer.UInt16((ushort)candidate.Value);
        return record;
    }

    /// <summary>Takes the record of a vote; <see langword="false"/> when it does not read.</summary>
    public bool TryAddVote(ReadOnlySpan<byte> record)
    {
        var reader = new SpanReader(record);
        var epoch = new Epoch(reader.UInt32());
        var candidate = new Rank(reader.UInt16());
        if (!reader.AtEnd)
            return false;
        if (epoch.CompareTo(VoteEpoch) > 0)
            (VoteEpoch, VoteFor) = (epoch, candidate);
        return true;
    }
}
