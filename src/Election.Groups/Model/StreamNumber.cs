using System.Globalization;

namespace Election.Groups.Model;

/// <summary>
/// A message's number in its origin's stream, split into life and number: a member's first life numbers from 1, each later life that its
/// journal knows from 2⁴⁰ · (life − 1) + 1 (docs/wire.md).
/// </summary>
/// <param name="Sequence">The number as DATA and REPAIR carry it.</param>
public readonly record struct StreamNumber(ulong Sequence)
{
    /// <summary>The number of messages reserved for one life, as a power of two: far more than a life can send.</summary>
    public const int LifeShift = 40;

    /// <summary>The life of the origin, from 1.</summary>
    public int Life => (int)(Sequence >> LifeShift) + 1;

    /// <summary>The number within that life, from 1.</summary>
    public ulong Number => Sequence & ((1UL << LifeShift) - 1);

    /// <summary>Returns the message's name: <c>n1:7</c>, or <c>n1/2:7</c> in the origin's second life.</summary>
    public string NameOf(MemberId origin) => Life == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{origin}:{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"{origin}/{Life}:{Number}");
}
