using System.Runtime.InteropServices;

namespace Election.Runtime;

/// <summary>
/// Whether anybody still reads this process's standard output. A write does not tell: the runtime takes a pipe whose reader has left
/// (<c>election … | head -1</c>) for one that takes everything.
/// </summary>
public static partial class OutputReader
{
    private const int StandardOutput = 1;

    // poll(2): the reading end is closed. POLLERR on Linux; other systems say POLLHUP.
    private const short HasLeft = 0x08 | 0x10;

    /// <summary>Whether the reader has left. Windows does not tell; it is false there.</summary>
    public static bool HasGone()
    {
        if (OperatingSystem.IsWindows())
            return false;
        var output = new Polled { Descriptor = StandardOutput };
        return Poll(ref output, 1, 0) > 0 && (output.Returned & HasLeft) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Polled polled, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
