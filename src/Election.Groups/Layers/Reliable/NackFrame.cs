using Election.Groups.Model;

namespace Election.Groups.Layers.Reliable;

/// <summary>A run of sequence numbers.</summary>
/// <param name="First">The first.</param>
/// <param name="Length">The number of messages, at least 1.</param>
internal readonly record struct SequenceRun(ulong First, ushort Length);

/// <summary>
/// The body of a NACK: the origin's rank (2), a count of runs (1), and for each its first sequence number (8) and its length (2). The
/// frame's number is the first missing sequence number.
/// </summary>
internal readonly ref struct NackFrame
{
    /// <summary>Runs in one request; the next one asks for what is missing beyond them.</summary>
    public const int MaxRuns = 16;

    /// <summary>Messages asked for by one run.</summary>
    public const int MaxRunLength = 32;

    /// <summary>Bytes of the largest request.</summary>
    public const int MaxBytes = sizeof(ushort) + 1 + MaxRuns * RunBytes;

    private const int RunBytes = sizeof(ulong) + sizeof(ushort);

    private readonly ReadOnlySpan<byte> _runs;

    private NackFrame(int origin, int count, ReadOnlySpan<byte> runs)
    {
        Origin = origin;
        Count = count;
        _runs = runs;
    }

    /// <summary>The member whose messages are missing.</summary>
    public int Origin { get; }

    /// <summary>The number of runs that follow.</summary>
    public int Count { get; }

    /// <summary>The run with this number, from 0.</summary>
    public SequenceRun this[int index]
    {
        get
        {
            var reader = new SpanReader(_runs[(index * RunBytes)..]);
            return new SequenceRun(reader.UInt64(), Math.Min(reader.UInt16(), (ushort)MaxRunLength));
        }
    }

    /// <summary>Writes the gaps of <paramref name="stream"/>; the number of runs is at least 1 when it has a gap.</summary>
    public static void Write(ref SpanWriter writer, int origin, MessageStream stream)
    {
        Span<SequenceRun> runs = stackalloc SequenceRun[MaxRuns];
        int count = 0;
        for (ulong sequence = stream.Contiguous + 1; sequence <= stream.Highest; sequence++)
        {
            if (stream.Holds(sequence))
                continue;
            bool extends = count > 0 && runs[count - 1].First + runs[count - 1].Length == sequence && runs[count - 1].Length < MaxRunLength;
            if (extends)
                runs[count - 1] = runs[count - 1] with { Length = (ushort)(runs[count - 1].Length + 1) };
            else if (count == MaxRuns)
                break;
            else
                runs[count++] = new SequenceRun(sequence, 1);
        }
        writer.UInt16((ushort)origin);
        writer.Byte((byte)count);
        foreach (SequenceRun run in runs[..count])
        {
            writer.UInt64(run.First);
            writer.UInt16(run.Length);
        }
    }

    /// <summary>Reads a request among <paramref name="members"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, int members, out NackFrame frame)
    {
        var reader = new SpanReader(body);
        int origin = reader.UInt16();
        int count = reader.Byte();
        frame = new NackFrame(origin, count, reader.Raw(count * RunBytes));
        return reader.AtEnd && origin < members && count is > 0 and <= MaxRuns;
    }
}
