namespace Election.Runtime.Storage;

/// <summary>
/// The transcript as a file, one line after the other. It begins empty at each start: a node that resumes writes all its lines again
/// while it reads its journal. A transcript without a line leaves no file.
/// </summary>
public sealed class TranscriptFile : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly FileStream _file;
    private bool _hasLines;

    private TranscriptFile(FileStream file) => _file = file;

    /// <summary>Makes the file, or empties it.</summary>
    /// <exception cref="StartRefusedException">It cannot be written.</exception>
    public static TranscriptFile Open(string path)
    {
        try
        {
            return new TranscriptFile(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the transcript {path} cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Adds a line, which brings its line feed along; a reader may see it after <see cref="Flush"/>.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        _hasLines = true;
        _file.Write(line);
    }

    /// <summary>Hands what was added to the system.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_hasLines)
            File.Delete(_file.Name);
    }
}
