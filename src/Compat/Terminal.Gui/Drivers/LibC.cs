using System.Runtime.InteropServices;

namespace Terminal.Gui.Drivers;

/// <summary>The calls into the C library that a terminal takes.</summary>
internal static unsafe partial class LibC
{
    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;

    /// <summary>Larger than any <c>struct termios</c>; only the library looks into it.</summary>
    internal const int TermiosRoom = 256;

    /// <summary>TCSADRAIN.</summary>
    internal const int AfterOutput = 1;

    /// <summary>TCSAFLUSH.</summary>
    internal const int AfterOutputDroppingInput = 2;

    private const short PollIn = 1;
    private const int Interrupted = 4;
    private const nuint WindowSizeLinux = 0x5413;
    private const nuint WindowSizeElsewhere = 0x40087468;

    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    internal static bool TryGetWindowSize(int file, out int columns, out int rows)
    {
        var size = default(WindowSize);
        var request = OperatingSystem.IsLinux() ? WindowSizeLinux : WindowSizeElsewhere;
        var result = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? IoCtlVariadic(file, request, 0, 0, 0, 0, 0, 0, &size)
            : IoCtl(file, request, &size);
        (columns, rows) = (size.Columns, size.Rows);
        return result == 0;
    }

    internal static bool IsReadable(int file) => WaitReadable(file, -1, TimeSpan.Zero);

    /// <summary>Waits until either file can be read (or is closed at the other end); -1 is no file.</summary>
    internal static bool WaitReadable(int first, int second, TimeSpan time)
    {
        var files = stackalloc PollFile[] { new() { File = first, Events = PollIn }, new() { File = second, Events = PollIn } };
        return Poll(files, 2, (int)Math.Min(time.TotalMilliseconds, int.MaxValue)) > 0;
    }

    internal static bool ShouldTryAgain() => Marshal.GetLastPInvokeError() is var error && (error == Interrupted || error == WouldBlock);

    internal static bool TryMakePipe(Span<int> ends)
    {
        fixed (int* start = ends)
            return Pipe(start) == 0;
    }

    internal static void CloseBoth(int first, int second)
    {
        _ = Close(first);
        _ = Close(second);
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    internal static partial int TcGetAttr(int file, byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    internal static partial int TcSetAttr(int file, int when, byte[] modes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    internal static partial void CfMakeRaw(byte[] modes);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int file, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollFile* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IoCtl(int file, nuint request, WindowSize* size);

    /// <summary>Apple passes variable arguments on the stack, which begins after eight registers.</summary>
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IoCtlVariadic(
        int file, nuint request, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, WindowSize* size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile
    {
        public int File;
        public short Events;
        public short Happened;
    }
}
