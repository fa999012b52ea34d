using System.Text.Json.Serialization;

namespace Election.Node.Tools.Bench;

/// <summary>
/// How a set of times is spread, in milliseconds. A quantile is the smallest time that at least that share does not exceed.
/// </summary>
internal sealed record Quantiles
{
    /// <summary>The median.</summary>
    [JsonPropertyOrder(0)]
    public required double P50 { get; init; }

    /// <summary>Ninety of a hundred.</summary>
    [JsonPropertyOrder(1)]
    public required double P90 { get; init; }

    /// <summary>Ninety-nine of a hundred.</summary>
    [JsonPropertyOrder(2)]
    public required double P99 { get; init; }

    /// <summary>The longest.</summary>
    [JsonPropertyOrder(3)]
    public required double Max { get; init; }

    /// <summary>Of these times.</summary>
    /// <param name="milliseconds">At least one.</param>
    public static Quantiles Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Quantiles { P50 = At(sorted, 50), P90 = At(sorted, 90), P99 = At(sorted, 99), Max = At(sorted, 100) };
    }

    private static double At(double[] sorted, int percent) =>
        Math.Round(sorted[Math.Max(0, (((sorted.Length * percent) + 99) / 100) - 1)], 3);
}
