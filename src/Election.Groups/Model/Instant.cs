namespace Election.Groups.Model;

/// <summary>
/// A point on one node's own monotonic clock, in ticks of 100 ns since an origin that means nothing outside that node.
/// Two nodes' instants are never compared: no protocol decision rests on synchronised clocks.
/// </summary>
/// <param name="Ticks">100 ns units since the node's origin.</param>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>The node's origin.</summary>
    public static Instant Zero => default;

    /// <summary>Later than every deadline a node can have.</summary>
    public static Instant Never => new(long.MaxValue);

    /// <summary>The instant <paramref name="milliseconds"/> after the origin.</summary>
    public static Instant FromMilliseconds(double milliseconds) => new((long)(milliseconds * TimeSpan.TicksPerMillisecond));

    /// <summary>Time since the origin, in milliseconds.</summary>
    public double Milliseconds => (double)Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>The earlier of two instants.</summary>
    public static Instant Min(Instant a, Instant b) => a.Ticks <= b.Ticks ? a : b;

    /// <summary>The later of two instants.</summary>
    public static Instant Max(Instant a, Instant b) => a.Ticks >= b.Ticks ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    /// <summary>An instant and a length of time give a later instant.</summary>
    public static Instant operator +(Instant start, TimeSpan length) => new(start.Ticks + length.Ticks);

    /// <summary>An instant less a length of time gives an earlier instant.</summary>
    public static Instant operator -(Instant end, TimeSpan length) => new(end.Ticks - length.Ticks);

    /// <summary>Two instants of one node give the time between them.</summary>
    public static TimeSpan operator -(Instant end, Instant start) => new(end.Ticks - start.Ticks);

    /// <summary>Order in time.</summary>
    public static bool operator <(Instant a, Instant b) => a.Ticks < b.Ticks;

    /// <summary>Order in time.</summary>
    public static bool operator >(Instant a, Instant b) => a.Ticks > b.Ticks;

    /// <summary>Order in time.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Ticks <= b.Ticks;

    /// <summary>Order in time.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Ticks >= b.Ticks;

    /// <summary>Milliseconds since the origin, for traces and tests.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Milliseconds:0.###}ms");
}
