using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Tests.Load;

/// <summary>
/// How long the calling thread has had a processor. Linux tells; elsewhere it is the time of day, which is never less while the thread has
/// something to do.
/// </summary>
internal static class ThreadTime
{
    private const string Source = "/proc/thread-self/schedstat";

    public static bool IsExact { get; } = File.Exists(Source);

    public static TimeSpan Now => IsExact
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
