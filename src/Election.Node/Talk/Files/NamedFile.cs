using Election.Groups.Model;

namespace Election.Node.Talk.Files;

/// <summary>
/// Reads a file that the operator named, whatever it may be: it may be missing, a folder, a pipe, or without an end. A pipe is read like
/// a file, for whole transcripts come through one (<c>verify &lt;(zcat …)</c>); what is read, and the wait for someone to write, have a
/// limit.
/// </summary>
internal static class NamedFile
{
    /// <summary>How long a file may take to open. A file takes moments; a pipe opens once somebody writes to it.</summary>
    public static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(3);

    private const int ChunkBytes = 1 << 16;

    /// <summary>Is given a piece of a file, and answers whether it wants more.</summary>
    public delegate bool PieceTaker(ReadOnlySpan<byte> piece);

    /// <summary>Reads all of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most it may have.</param>
    /// <returns>All of it, or why it cannot be read, in one clause that does not name the file.</returns>
    public static Parsed<byte[]> Read(string path, int mostBytes)
    {
        try
        {
            using FileStream? file = Open(path);
            if (file is null)
                return Sentence.Of($"nobody writes to this pipe");
            return ReadAll(file, mostBytes) is { } bytes ? bytes : Sentence.Of($"it has more than {mostBytes} bytes");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Clause(path, failure);
        }
    }

    /// <summary>Reads a file piece by piece, however long it is, until it ends or nobody wants more.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Is given every piece, and answers whether it wants more.</param>
    /// <returns>Why the file cannot be read, in one clause that does not name the file; null when it could.</returns>
    public static Sentence? ReadPieces(string path, PieceTaker take)
    {
        try
        {
            using FileStream? file = Open(path);
            if (file is null)
                return $"nobody writes to this pipe";
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

    /// <summary>Why a file cannot be read, in one clause that does not name it.</summary>
    private static Sentence Clause(string path, Exception failure) => failure switch
    {
        _ when Directory.Exists(path) => $"it is a folder",
        FileNotFoundException or DirectoryNotFoundException => $"there is no such file",
        UnauthorizedAccessException => $"this user may not read it",
        _ => $"{failure.Message}",
    };

    // The wait for a pipe's other end cannot be called off: it stays on a thread of its own, which the process's end takes along.
    private static FileStream? Open(string path)
    {
        Task<FileStream> opening = Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
        if (Task.WaitAny([opening], OpenLimit) == 0)
            return opening.GetAwaiter().GetResult();
        opening.ContinueWith(late => late.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        return null;
    }

    // Null when there are more bytes.
    private static byte[]? ReadAll(FileStream file, int mostBytes)
    {
        // A device has no length, and a pipe none yet.
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
