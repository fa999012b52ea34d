using System.Globalization;

namespace Election.Groups.Faults;

/// <summary>
/// A chance between 0 and 1, held in whole parts per million, so that the text form is exact and no decision hangs on floating point.
/// </summary>
/// <param name="PartsPerMillion">0 to <see cref="Whole"/>.</param>
public readonly record struct Probability(int PartsPerMillion)
{
    /// <summary>The parts of a certainty.</summary>
    public const int Whole = 1_000_000;

    private const int PartsPerPercent = Whole / 100;
    private const int MaxDigits = 12;

    /// <summary>Reads <c>10%</c> or <c>0.1</c>; at most four decimals of a percent, six of a plain number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Probability probability)
    {
        probability = default;
        bool percent = text.EndsWith("%");
        ReadOnlySpan<char> digits = percent ? text[..^1] : text;
        if (digits.Length is 0 or > MaxDigits
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            return false;
        decimal parts = value * (percent ? PartsPerPercent : Whole);
        if (parts > Whole || parts != decimal.Truncate(parts))
            return false;
        probability = new Probability((int)parts);
        return true;
    }

    /// <summary>True if an event with this chance happens, given a draw uniform over all 64-bit numbers.</summary>
    public bool Happens(ulong draw) => (ulong)(((UInt128)draw * Whole) >> 64) < (ulong)PartsPerMillion;

    /// <summary>Percent, with as many decimals as are needed: <c>10%</c>, <c>0.05%</c>.</summary>
    public override string ToString() =>
        ((decimal)PartsPerMillion / PartsPerPercent).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
