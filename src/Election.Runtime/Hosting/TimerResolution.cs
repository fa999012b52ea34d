using System.Runtime.InteropServices;

namespace Election.Runtime.Hosting;

/// <summary>
/// While held, asks Windows for waits with a resolution of one millisecond instead of 1/64 of a second (timeBeginPeriod, Windows API).
/// Other systems do not need it.
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
