namespace Election.Groups.Layers.Reliable;

/// <summary>
/// The numbers of one origin's stream that have come, in constant memory: all up to <see cref="Floor"/>, and above it a window of bits. The
/// floor rises over numbers that have come without a gap, and with the window: a number further back is taken to have come.
/// </summary>
internal sealed class ReceivedNumbers
{
    /// <summary>The largest distance behind the highest number at which a late number is still told from a duplicate.</summary>
    public const int Window = MessageStream.Window;

    private const int BitsPerWord = 64;

    private readonly ulong[] _bits = new ulong[Window / BitsPerWord];

    /// <summary>Every number up to here has come, or is taken to have.</summary>
    public ulong Floor { get; private set; }

    /// <summary>The highest number that has come; in a new life the number before its first.</summary>
    public ulong Highest { get; private set; }

    /// <summary>The numbers of so many origins, by rank; nothing has come.</summary>
    public static ReceivedNumbers[] Of(int origins)
    {
        var numbers = new ReceivedNumbers[origins];
        for (int i = 0; i < origins; i++)
            numbers[i] = new ReceivedNumbers();
        return numbers;
    }

    /// <summary>
    /// Begins the life that a number belongs to, if it is later than the present one: nothing of it has come. Returns whether it began.
    /// </summary>
    public bool RenewIfLater(ulong number)
    {
        ulong life = number >> MessageStream.LifeShift;
        if (life <= Highest >> MessageStream.LifeShift || life > MessageStream.MaxLives)
            return false;
        Floor = Highest = MessageStream.BaseOf(life);
        Array.Clear(_bits);
        return true;
    }

    /// <summary>True if a number has come, or is taken to have.</summary>
    public bool Has(ulong number) => number <= Floor || (number <= Highest && (WordOf(number) & BitOf(number)) != 0);

    /// <summary>Notes a number. Returns whether it is new.</summary>
    public bool TryAdd(ulong number)
    {
        if (Has(number))
            return false;
        if (number > Floor + Window)
            RaiseFloor(number - Window);
        WordOf(number) |= BitOf(number);
        Highest = Math.Max(Highest, number);
        Settle(Floor);
        return true;
    }

    /// <summary>The lowest number below <paramref name="number"/> that has not come; 0 if there is none.</summary>
    public ulong FirstMissingBelow(ulong number) => Floor + 1 < number ? Floor + 1 : 0;

    /// <summary>Takes every number up to here to have come.</summary>
    public void Settle(ulong number)
    {
        if (number > Floor)
            RaiseFloor(number);
        while (Floor < Highest && (WordOf(Floor + 1) & BitOf(Floor + 1)) != 0)
            RaiseFloor(Floor + 1);
    }

    private void RaiseFloor(ulong floor)
    {
        if (floor - Floor >= Window)
            Array.Clear(_bits);
        else
        {
            for (ulong number = Floor + 1; number <= floor; number++)
                WordOf(number) &= ~BitOf(number);
        }
        Floor = floor;
        Highest = Math.Max(Highest, floor);
    }

    private ref ulong WordOf(ulong number) => ref _bits[number % Window / BitsPerWord];

    private static ulong BitOf(ulong number) => 1UL << (int)(number % BitsPerWord);
}
