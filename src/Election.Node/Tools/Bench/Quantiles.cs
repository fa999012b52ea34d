using System.Text.Json.Serialization;

namespace Election.Node.Tools.Bench;

/// <summary>
/// The quantiles of a set of times, in milliseconds. A quantile is the smallest measured time that at least that share of the times does
/// not exceed.
/// </summary>
internal sealed record Quantiles
{
    /// <summary>The median.</summary>
    [JsonPropertyOrder(0)]
    public required double P50 { get; init; }

    /// <summary>The 90th percentile.</summary>
    [JsonPropertyOrder(1)]
    public required double P90 { get; init; }

    /// <summary>The 99th percentile.</summary>
    [JsonPropertyOrder(2)]
    public required double P99 { get; init; }

    /// <summary>The longest time.</summary>
    [JsonPropertyOrder(3)]
    public required double Max { get; init; }

    /// <summary>Computes the quantiles, rounded to microseconds.</summary>
    /// <param name="milliseconds">The times, at least one, in any order.</param>
    public static Quantiles Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Quantiles { P50 = At(sorted, 50), P90 = At(sorted, 90), P99 = At(sorted, 99), Max = At(sorted, 100) };
    }

    private static double At(double[] sorted, int percent) =>
        Math.Round(sorted[Math.Max(0, (((sorted.Length * percent) + 99) / 100) - 1)], 3);
}
