using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// The transcript as a file, line by line. It begins empty at each start: a resuming node writes all its lines again while it reads its
/// journal. A transcript without lines leaves no file.
/// </summary>
public sealed class TranscriptFile : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly FileStream _file;
    private bool _hasLines;

    private TranscriptFile(FileStream file) => _file = file;

    /// <summary>Returns the name of a node's transcript.</summary>
    public static string NameOf(MemberId id) => id + ".transcript.jsonl";

    /// <summary>Creates or empties the file.</summary>
    /// <exception cref="StartRefusedException">The file cannot be written.</exception>
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

    /// <summary>Appends a line, including its line feed; readers see it at the latest after <see cref="Flush"/>.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        _hasLines = true;
        _file.Write(line);
    }

    /// <summary>Passes the appended lines to the system.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_hasLines)
            File.Delete(_file.Name);
    }
}
