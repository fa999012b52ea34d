using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Election.Node.Tests;

/// <summary>
/// Lets the programs that the tests start be interrupted. A shell that starts the tests in the background, or nohup, has signals ignored;
/// a process inherits that, and .NET respects it (POSIX.1-2017, Shell Command Language, 2.11).
/// </summary>
internal static partial class DefaultSignals
{
    private const int HangUp = 1, Interrupt = 2, Quit = 3;
    private const nint Default = 0, Ignored = 1;

    [ModuleInitializer]
    internal static void Restore()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (int number in (int[])[HangUp, Interrupt, Quit])
        {
            nint before = Signal(number, Default);
            if (before != Ignored)
                _ = Signal(number, before);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);
}
