using Election.Groups.Model;

namespace Election.Node.Talk.Files;

/// <summary>
/// Reads a path that the operator named. It may be missing, a folder, a pipe or an endless device. A pipe is read like a file, because
/// whole transcripts arrive through one (<c>verify &lt;(zcat …)</c>). The size read and the wait for a writer are both limited.
/// </summary>
internal static class NamedFile
{
    /// <summary>The longest time to wait for a file to open. A file opens in moments; a pipe opens once a process writes to it.</summary>
    public static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(3);

    private const int ChunkBytes = 1 << 16;

    /// <summary>Receives a piece of a file, and returns true to receive more.</summary>
    public delegate bool PieceTaker(ReadOnlySpan<byte> piece);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The largest size accepted, in bytes.</param>
    /// <returns>The content, or the reason why it cannot be read, as one clause that does not name the file.</returns>
    public static Parsed<byte[]> Read(string path, int mostBytes)
    {
        try
        {
            using FileStream? file = Open(path);
            if (file is null)
                return Sentence.Of($"nothing is writing to this pipe");
            return ReadAll(file, mostBytes) is { } bytes ? bytes : Sentence.Of($"it has more than {mostBytes} bytes");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Clause(path, failure);
        }
    }

    /// <summary>Reads a file of any length piece by piece, until it ends or <paramref name="take"/> returns false.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Receives every piece, and returns true to receive more.</param>
    /// <returns>The reason why the file cannot be read, as one clause that does not name it; null if it was read.</returns>
    public static Sentence? ReadPieces(string path, PieceTaker take)
    {
        try
        {
            using FileStream? file = Open(path);
            if (file is null)
                return $"nothing is writing to this pipe";
            var piece = new byte[ChunkBytes];
            while (file.Read(piece) is > 0 and var read && take(piece.AsSpan(0, read)))
                continue;
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Clause(path, failure);
        }
    }

    /// <summary>The reason why a file cannot be read, as one clause that does not name it.</summary>
    private static Sentence Clause(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => $"it is a folder",
        FileNotFoundException or DirectoryNotFoundException => $"there is no such file",
        UnauthorizedAccessException => $"this user may not read it",
        _ => $"{failure.Message}",
    };

    // The wait for a pipe's writer cannot be cancelled: it keeps a thread of its own until the process ends.
    private static FileStream? Open(string path)
    {
        Task<FileStream> opening = Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
        if (Task.WaitAny([opening], OpenLimit) == 0)
            return opening.GetAwaiter().GetResult();
        opening.ContinueWith(late => late.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        return null;
    }

    // Null if there are more bytes.
    private static byte[]? ReadAll(FileStream file, int mostBytes)
    {
        // Neither a device nor a newly opened pipe has a length.
        if (file.CanSeek && file.Length > mostBytes)
            return null;
        using var all = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (file.Read(chunk) is > 0 and var read)
        {
            if (all.Length + read > mostBytes)
                return null;
            all.Write(chunk, 0, read);
        }
        return all.ToArray();
    }
}
