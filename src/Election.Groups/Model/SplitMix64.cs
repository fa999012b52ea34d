namespace Election.Groups.Model;

/// <summary>
/// The only source of pseudo-randomness in the pure projects: seeded, so that the same inputs give the same run. Source: Steele, Lea and
/// Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, fig. 17 (which gives the mixing constants).
/// </summary>
public sealed class SplitMix64
{
    private ulong _state;

    /// <summary>Starts a sequence from a seed.</summary>
    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>Returns the next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>
    /// Returns the next number in [0, <paramref name="bound"/>); the bias of the multiply-shift is below 2⁻³² for bounds below 2³².
    /// </summary>
    public ulong Next(ulong bound) => (ulong)(((UInt128)Next() * bound) >> 64);

    /// <summary>Returns the next number in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns the next length of time in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public TimeSpan NextBetween(TimeSpan least, TimeSpan most) =>
        new(least.Ticks + (long)Next((ulong)(most.Ticks - least.Ticks) + 1));

    /// <summary>The generator's output function: a bijection of 64 bits that scatters nearby numbers.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
