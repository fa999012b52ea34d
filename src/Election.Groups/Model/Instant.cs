namespace Election.Groups.Model;

/// <summary>
/// A point in time on one node's own monotonic clock, in ticks of 100 ns since an origin that means nothing outside that node. Two nodes'
/// instants are never compared: no protocol decision rests on synchronised clocks.
/// </summary>
/// <param name="Ticks">The time since the node's origin, in units of 100 ns.</param>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>The node's origin.</summary>
    public static Instant Zero => default;

    /// <summary>Later than every deadline a node can have.</summary>
    public static Instant Never => new(long.MaxValue);

    /// <summary>Returns the instant <paramref name="milliseconds"/> after the origin.</summary>
    public static Instant FromMilliseconds(double milliseconds) => new((long)(milliseconds * TimeSpan.TicksPerMillisecond));

    /// <summary>The time since the origin, in milliseconds.</summary>
    public double Milliseconds => (double)Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Returns the earlier of two instants.</summary>
    public static Instant Min(Instant a, Instant b) => a.Ticks <= b.Ticks ? a : b;

    /// <summary>Returns the later of two instants.</summary>
    public static Instant Max(Instant a, Instant b) => a.Ticks >= b.Ticks ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Adds a length of time to an instant.</summary>
    public static Instant operator +(Instant start, TimeSpan length) => new(start.Ticks + length.Ticks);

    /// <summary>Subtracts a length of time from an instant.</summary>
    public static Instant operator -(Instant end, TimeSpan length) => new(end.Ticks - length.Ticks);

    /// <summary>Returns the time between two instants of one node.</summary>
    public static TimeSpan operator -(Instant end, Instant start) => new(end.Ticks - start.Ticks);

    /// <summary>True if the first instant is earlier.</summary>
    public static bool operator <(Instant a, Instant b) => a.Ticks < b.Ticks;

    /// <summary>True if the first instant is later.</summary>
    public static bool operator >(Instant a, Instant b) => a.Ticks > b.Ticks;

    /// <summary>True if the first instant is not later.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Ticks <= b.Ticks;

    /// <summary>True if the first instant is not earlier.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Ticks >= b.Ticks;

    /// <summary>Returns the milliseconds since the origin, for traces and tests.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Milliseconds:0.###}ms");
}
