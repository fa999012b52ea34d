using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>Consecutive submissions of one member.</summary>
/// <param name="Origin">The member's rank.</param>
/// <param name="First">The first submission's number in the member's stream.</param>
/// <param name="Count">The number of submissions.</param>
internal readonly record struct SubmissionRun(int Origin, ulong First, int Count);

/// <summary>
/// The body of an ORDER: the leader's epoch, in which the entry is made (4), its place in the log (8), its first index (8), its hash (32),
/// a count of runs (2), and per run the origin's rank (2), the first submission's number (8) and how many (2). A VIEW has no runs.
/// </summary>
internal sealed record OrderMessage(Epoch Epoch, int Place, LogIndex First, Hash256 Hash, SubmissionRun[] Runs)
{
    /// <summary>Statements in one entry at most.</summary>
    public const int MaxStatements = 256;

    private const int FixedBytes = 1 + sizeof(uint) + sizeof(ulong) + sizeof(ulong) + Hash256.SizeBytes + sizeof(ushort);
    private const int RunBytes = sizeof(ushort) + sizeof(ulong) + sizeof(ushort);

    /// <summary>Statements in the entry.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (SubmissionRun run in Runs)
                count += run.Count;
            return count;
        }
    }

    /// <summary>Writes the message with its kind byte and returns its length.</summary>
    public int Write(Span<byte> target)
    {
        var writer = new SpanWriter(target);
        writer.Byte((byte)StreamMessageKind.Order);
        writer.UInt32(Epoch.Number);
        writer.UInt64((ulong)Place);
        writer.UInt64(First.Value);
        writer.Hash(Hash);
        writer.UInt16((ushort)Runs.Length);
        foreach (SubmissionRun run in Runs)
        {
            writer.UInt16((ushort)run.Origin);
            writer.UInt64(run.First);
            writer.UInt16((ushort)run.Count);
        }
        return writer.Position;
    }

    /// <summary>Bytes of the largest message.</summary>
    public static int MaxBytes => FixedBytes + MaxStatements * RunBytes;

    /// <summary>Reads what follows the kind byte, among <paramref name="members"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, int members, out OrderMessage? message)
    {
        message = null;
        var reader = new SpanReader(body);
        var epoch = new Epoch(reader.UInt32());
        ulong place = reader.UInt64();
        var first = new LogIndex(reader.UInt64());
        Hash256 hash = reader.Hash();
        int count = reader.UInt16();
        if (reader.Failed || place is 0 or > int.MaxValue || count > MaxStatements || reader.Remaining != count * RunBytes)
            return false;
        var runs = new SubmissionRun[count];
        int statements = 0;
        for (int i = 0; i < count; i++)
        {
            runs[i] = new SubmissionRun(reader.UInt16(), reader.UInt64(), reader.UInt16());
            statements += runs[i].Count;
            if (runs[i].Origin >= members || runs[i].First == 0 || runs[i].Count == 0)
                return false;
        }
        message = new OrderMessage(epoch, (int)place, first, hash, runs);
        return statements <= MaxStatements;
    }
}
