using System.Runtime.InteropServices;

namespace Election.Runtime.Storage;

/// <summary>
/// Makes a new file's name durable: on Unix a synced file can still vanish with its folder's entry (fsync(2)). Elsewhere the file system's
/// own log ensures it, and nothing is done.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnlyFlag = 0;

    // The file system has no such operation (EINVAL has this number on Linux and macOS), and nothing more can be done.
    private const int InvalidArgument = 22;

    /// <summary>Has the system put the folder's entries on disk.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, ReadOnlyFlag);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) =>
        new($"the folder {folder} cannot be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
