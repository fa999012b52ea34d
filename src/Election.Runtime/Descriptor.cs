using System.Runtime.InteropServices;

namespace Election.Runtime;

/// <summary>Queries the state of a file descriptor without transferring data: poll(2), and read(2) of zero bytes.</summary>
internal static partial class Descriptor
{
    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;

    /// <summary>poll(2): an error; on Linux also a pipe whose reader has left.</summary>
    internal const short Error = 0x08;

    /// <summary>poll(2): the other end has hung up.</summary>
    internal const short HungUp = 0x10;

    /// <summary>poll(2): the descriptor is not open.</summary>
    internal const short Invalid = 0x20;

    // errno(3): the same number on Linux, macOS and the BSDs.
    private const int InputOutputError = 5;

    /// <summary>Waits until one of the conditions above holds or the time is up. Readable data does not end the wait.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="milliseconds">The longest wait; 0 returns at once.</param>
    /// <returns>The conditions that hold; 0 if the time was up or a signal ended the wait.</returns>
    internal static short Await(int descriptor, int milliseconds)
    {
        var polled = new Polled { Descriptor = descriptor };
        return Poll(ref polled, 1, milliseconds) > 0 ? polled.Returned : (short)0;
    }

    /// <summary>True if reading fails permanently (EIO), as it does for a process whose terminal no longer belongs to it.</summary>
    internal static bool IsUnreadable(int descriptor)
    {
        byte unused = 0;
        return Read(descriptor, ref unused, 0) < 0 && Marshal.GetLastPInvokeError() == InputOutputError;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Polled polled, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte buffer, nuint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
