using System.Globalization;

namespace Election.Groups.Faults;

/// <summary>Times as fault specifications write them: <c>1.5s</c>, <c>200ms</c>. Exact to 100 ns; at most <see cref="Longest"/>.</summary>
public static class FaultTime
{
    /// <summary>The longest time that can be written.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const int MaxDigits = 16;

    /// <summary>Reads a time; <see langword="false"/> for anything without a unit, below zero, too fine or too long.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        bool milliseconds = text.EndsWith("ms");
        if (!milliseconds && !text.EndsWith("s"))
            return false;
        ReadOnlySpan<char> digits = text[..^(milliseconds ? 2 : 1)];
        if (digits.Length is 0 or > MaxDigits
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            return false;
        decimal ticks = value * (milliseconds ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond);
        if (ticks > Longest.Ticks || ticks != decimal.Truncate(ticks))
            return false;
        time = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>Seconds from one second on, milliseconds below.</summary>
    public static string ToText(TimeSpan time) => time.Ticks >= TimeSpan.TicksPerSecond
        ? ((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s"
        : ((decimal)time.Ticks / TimeSpan.TicksPerMillisecond).ToString("0.####", CultureInfo.InvariantCulture) + "ms";
}
