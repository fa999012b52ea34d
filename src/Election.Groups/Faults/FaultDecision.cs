namespace Election.Groups.Faults;

/// <summary>The faults that befell a datagram on its way to one receiver.</summary>
[Flags]
public enum FaultKinds
{
    /// <summary>No fault befell it.</summary>
    None = 0,

    /// <summary>It was lost.</summary>
    Loss = 1,

    /// <summary>The link was closed by a <c>drop</c>.</summary>
    Drop = 2,

    /// <summary>Sender and receiver were in different parts of a partition.</summary>
    Partition = 4,

    /// <summary>It arrived twice.</summary>
    Duplicate = 8,

    /// <summary>A copy came later.</summary>
    Delay = 16,

    /// <summary>A copy was held back for others to overtake it.</summary>
    Reorder = 32,

    /// <summary>A copy had one bit flipped.</summary>
    Corrupt = 64,
}

/// <summary>The fate of one copy that arrives.</summary>
/// <param name="Delay">The delay that the faults add.</param>
/// <param name="IsCorrupt">True if one bit is flipped.</param>
/// <param name="Draw">A draw for the bit, made before the number of bits is known.</param>
public readonly record struct CopyFault(TimeSpan Delay, bool IsCorrupt, ulong Draw)
{
    /// <summary>Flips the one bit, if this copy is to be corrupted. Bit 0 is the lowest bit of the first byte.</summary>
    /// <param name="datagram">This copy's own bytes; not empty.</param>
    public void Corrupt(Span<byte> datagram)
    {
        if (!IsCorrupt)
            return;
        ulong bit = (ulong)(((UInt128)Draw * ((ulong)datagram.Length * 8)) >> 64);
        datagram[(int)(bit / 8)] ^= (byte)(1 << (int)(bit % 8));
    }
}

/// <summary>The decision about one datagram at one receiver: how many copies arrive, and what becomes of each.</summary>
/// <param name="Applied">Everything that befell it.</param>
/// <param name="Copies">0 (dropped), 1 or 2.</param>
/// <param name="First">The first copy.</param>
/// <param name="Second">The second, of a doubled datagram.</param>
public readonly record struct FaultDecision(FaultKinds Applied, int Copies, CopyFault First, CopyFault Second)
{
    /// <summary>The most copies a datagram can become.</summary>
    public const int MaxCopies = 2;

    /// <summary>One copy, as it is, at once.</summary>
    public static FaultDecision Pass => new(FaultKinds.None, 1, default, default);

    /// <summary>True if no copy arrives.</summary>
    public bool IsDropped => Copies == 0;

    /// <summary>The copy with this number, from 0.</summary>
    public CopyFault this[int copy] => copy == 0 ? First : Second;

    /// <summary>No copy arrives.</summary>
    /// <param name="by">The fault that lost it.</param>
    public static FaultDecision Dropped(FaultKinds by) => new(by, 0, default, default);
}
