using System.Text;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>
/// The folder of one run, locked while in use: <c>n1.transcript.jsonl</c>, <c>n1.trace.jsonl</c>, <c>n1/</c> (keys, journal),
/// <c>certificate.json</c>, <c>run.json</c>. An earlier run is replaced completely; a folder with any other content is never touched.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The default run folder, relative to the current directory.</summary>
    public static readonly string DefaultPath = System.IO.Path.Combine("runs", "latest");

    // Identifies a run folder before its document exists, and is locked during the run.
    internal const string MarkerName = ".election-run";

    private const string MarkerText = RunDocument.SchemaName + "\n";
    private const int MostDocumentBytes = 1 << 23;

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>The path of a file or folder within the run folder.</summary>
    public string Within(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates the folder, or takes over and empties one that holds an earlier run.</summary>
    /// <param name="path">The folder, relative to the current directory.</param>
    /// <exception cref="StartRefusedException">The path is a link or a file, has other content, is in use, or cannot be
    /// written.</exception>
    public static RunFolder Claim(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        try
        {
            RefuseWhatIsNoRun(full);
            Directory.CreateDirectory(full);
            return TakeOver(full);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"--out: {Quoted.Of(path)} cannot be used ({failure.Message}): name another folder", failure);
        }
    }

    /// <summary>Writes a file atomically: readers see the old file or the new one.</summary>
    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file atomically: readers see the old file or the new one.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        string next = Within(name + ".new");
        File.WriteAllBytes(next, bytes);
        File.Move(next, Within(name), overwrite: true);
    }

    /// <summary>Unlocks the folder and keeps its content.</summary>
    public void Dispose() => _lock.Dispose();

    private static void RefuseWhatIsNoRun(string full)
    {
        if (File.Exists(full))
            throw new StartRefusedException($"--out: {Quoted.Of(full)} is a file: name a folder");
        var folder = new DirectoryInfo(full);
        if (folder.LinkTarget is not null)
            throw new StartRefusedException(
                $"--out: {Quoted.Of(full)} is a link, and a run replaces a folder whole: name the folder itself");
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any() && !HoldsRun(full))
            throw new StartRefusedException(
                $"--out: {Quoted.Of(full)} is not empty and holds no earlier run: name a new or an empty folder");
    }

    private static RunFolder TakeOver(string full)
    {
        FileStream @lock = Lock(full);
        try
        {
            RefuseLiveNodes(full);
            Empty(full);
            return new RunFolder(full, @lock);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    // The nodes of a killed run take a moment to end; each holds the lock of its own folder until then.
    private static void RefuseLiveNodes(string full)
    {
        foreach (string node in Directory.EnumerateDirectories(full))
        {
            string @lock = System.IO.Path.Combine(node, "lock");
            try
            {
                if (File.Exists(@lock))
                    new FileStream(@lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            }
            catch (IOException held)
            {
                string name = System.IO.Path.GetFileName(node);
                throw new StartRefusedException(
                    $"--out: {Quoted.Of(full)} is in use by the node {name}: name another or wait for it to end", held);
            }
        }
    }

    private static bool HoldsRun(string full)
    {
        var marker = new FileInfo(System.IO.Path.Combine(full, MarkerName));
        if (marker.Exists && marker.Length == MarkerText.Length)
            return true;
        var document = new FileInfo(System.IO.Path.Combine(full, RunFiles.Document));
        return document.Exists && document.Length <= MostDocumentBytes
            && RunsJson.ReadRun(File.ReadAllText(document.FullName)) is not null;
    }

    private static FileStream Lock(string full)
    {
        string path = System.IO.Path.Combine(full, MarkerName);
        FileStream marker;
        try
        {
            marker = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new StartRefusedException(
                $"--out: {Quoted.Of(full)} is in use by another run: name another folder or wait for it to end", taken);
        }
        marker.SetLength(0);
        marker.Write(Encoding.ASCII.GetBytes(MarkerText));
        marker.Flush();
        return marker;
    }

    private static void Empty(string full)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(full).EnumerateFileSystemInfos())
        {
            if (entry.Name == MarkerName)
                continue;
            // A link to a folder is removed as a link; its target stays.
            if (entry is DirectoryInfo { LinkTarget: null } folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
