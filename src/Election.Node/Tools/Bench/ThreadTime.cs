using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Tools.Bench;

/// <summary>
/// The processor time of the calling thread. Only Linux reports it. Elsewhere the clock stands in for it, which never runs slower.
/// </summary>
internal static class ThreadTime
{
    private const string Source = "/proc/thread-self/schedstat";

    /// <summary>True if <see cref="Now"/> is processor time; false if it is the clock's time.</summary>
    public static bool IsExact { get; } = File.Exists(Source);

    /// <summary>The time so far. Only differences between two readings on one thread mean anything.</summary>
    public static TimeSpan Now => IsExact
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
