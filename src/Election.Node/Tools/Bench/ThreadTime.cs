using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Tools.Bench;

/// <summary>
/// The processor time of the calling thread. Only Linux tells it; elsewhere the time of day stands for it, which is never less.
/// </summary>
internal static class ThreadTime
{
    private const string Source = "/proc/thread-self/schedstat";

    /// <summary>Whether it is processor time.</summary>
    public static bool IsExact { get; } = File.Exists(Source);

    /// <summary>The time so far.</summary>
    public static TimeSpan Now => IsExact
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
