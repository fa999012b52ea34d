using System.Collections.Immutable;
using System.Globalization;

namespace Election.Node.Talk.Plain;

/// <summary>A tally as the classic exercise prints it: <c>Sánchez 10, Pérez 5</c>.</summary>
internal static class TallyText
{
    /// <summary>Formats choices with their weights, in order.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, long>> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} {count.Value.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>Formats choices and their weights from two arrays of equal length.</summary>
    public static string Of(ImmutableArray<string> choices, ImmutableArray<long> counts) =>
        Of(choices.Select((choice, i) => KeyValuePair.Create(choice, counts[i])));
}
