using Microsoft.Win32.SafeHandles;

namespace Election.Runtime.Storage;

/// <summary>
/// Stores keys as PEM files that only their owner can read and write. On Unix a file that others can access is refused, because a key that
/// others know proves nothing. On Windows the folder's access list is relied on.
/// </summary>
public static class KeyStore
{
    /// <summary>The largest file accepted as a key, in bytes.</summary>
    public const int MaxFileBytes = 16 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Returns the key in a file, or draws a new one and writes it there.</summary>
    /// <exception cref="StartRefusedException">The file does not hold a key, others can read it, or it cannot be written.</exception>
    public static NodeKey LoadOrCreate(string path) => File.Exists(path) ? Load(path) : Create(path);

    /// <summary>Draws a key and writes it to a new file with mode 0600; never overwrites a file.</summary>
    /// <exception cref="StartRefusedException">The file exists, or it cannot be written.</exception>
    public static NodeKey Create(string path)
    {
        var key = NodeKey.Draw();
        try
        {
            WriteNew(path, key.ToPem());
            return key;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw File.Exists(path)
                ? new StartRefusedException($"{path} already exists: a key is never overwritten; choose another file", failure)
                : new StartRefusedException($"the key file {path} cannot be written: {Clause(path, failure)}", failure);
        }
    }

    // The system's own words are about the temporary file, which the operator did not name.
    private static Sentence Clause(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => $"it is a folder",
        DirectoryNotFoundException => $"there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}",
        UnauthorizedAccessException => $"this user may not write to {Path.GetDirectoryName(Path.GetFullPath(path))}",
        _ => $"{failure.Message}",
    };

    /// <summary>Reads the key in a file.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, others can read it, or it holds no key on P-256.</exception>
    public static NodeKey Load(string path)
    {
        string pem;
        try
        {
            pem = ReadGuarded(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the key file {path} cannot be read: {failure.Message}", failure);
        }
        return NodeKey.ReadPem(pem).OrThrow(reason =>
            new StartRefusedException($"the key file {path} is refused: {reason}; make one with: election keygen"));
    }

    private static void WriteNew(string path, string pem)
    {
        // Written to a temporary file and renamed, so that a crash leaves a whole key or none. The name is random, so that no existing file
        // is overwritten.
        string aside = $"{path}.{Path.GetRandomFileName()}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(aside, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(pem));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static string ReadGuarded(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        if (!OperatingSystem.IsWindows())
            CheckMode(path, File.GetUnixFileMode(file));
        long length = RandomAccess.GetLength(file);
        if (length > MaxFileBytes)
            throw new StartRefusedException(
                $"the key file {path} cannot be read: it has {length} bytes, and a key has at most {MaxFileBytes}");
        var bytes = new byte[length];
        int read = RandomAccess.Read(file, bytes, 0);
        return System.Text.Encoding.ASCII.GetString(bytes, 0, read);
    }

    private static void CheckMode(string path, UnixFileMode mode)
    {
        if ((mode & Others) == 0)
            return;
        string octal = Convert.ToString((int)mode, 8).PadLeft(4, '0');
        throw new StartRefusedException(
            $"the key file {path} has mode {octal} and others can use it: run chmod 600 {path}, or make a new key");
    }
}
