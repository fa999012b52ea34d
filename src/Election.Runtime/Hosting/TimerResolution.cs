using System.Runtime.InteropServices;

namespace Election.Runtime.Hosting;

/// <summary>
/// Asks Windows for waits that end on the millisecond while it is held; otherwise they end on the 64th of a second there
/// (timeBeginPeriod, Windows API). Other systems need no asking.
/// </summary>
internal sealed partial class TimerResolution : IDisposable
{
    private const uint PeriodMilliseconds = 1;

    private readonly bool _asked;

    private TimerResolution(bool asked) => _asked = asked;

    internal static TimerResolution Fine() => new(OperatingSystem.IsWindows() && Begin(PeriodMilliseconds) == 0);

    public void Dispose()
    {
        if (_asked)
            _ = End(PeriodMilliseconds);
    }

    [LibraryImport("winmm.dll", EntryPoint = "timeBeginPeriod")]
    private static partial uint Begin(uint period);

    [LibraryImport("winmm.dll", EntryPoint = "timeEndPeriod")]
    private static partial uint End(uint period);
}
