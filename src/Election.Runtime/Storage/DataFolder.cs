using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Microsoft.Win32.SafeHandles;

namespace Election.Runtime.Storage;

/// <summary>The arrangement of a data folder.</summary>
public enum FolderLayout
{
    /// <summary>A folder for each election: the record of one is never touched by the next.</summary>
    PerElection,

    /// <summary>One election only, in the folder itself: that of a run, whose folder is made anew for each run.</summary>
    Single,
}

/// <summary>
/// The folder of one node: <c>key.pem</c>, <c>incarnation</c>, <c>lock</c> (held by one process at a time; the system releases it however
/// that process ends) and the node's elections. Until START an election lies in <c>joining</c>; from then on it has a folder of its own,
/// named by its code, and <c>latest</c> is a text file with the code of the last one. Guarantee: no start removes or replaces a file of an
/// election that is finished.
/// </summary>
public sealed partial class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;
    private readonly FolderLayout _layout;

    private DataFolder(string path, FileStream locked, FolderLayout layout)
    {
        FolderPath = path;
        ElectionPath = path;
        _lock = locked;
        _layout = layout;
    }

    /// <summary>The path of the folder.</summary>
    public string FolderPath { get; }

    /// <summary>The path of the node's key.</summary>
    public string KeyPath => KeyPathIn(FolderPath);

    private string IncarnationPath => Path.Combine(FolderPath, "incarnation");

    /// <summary>Returns the default folder of a node: <c>.election/&lt;id&gt;</c> under the current folder.</summary>
    public static string DefaultPathOf(MemberId id) => Path.Combine(HeldElection.DefaultRoot, id.Text);

    /// <summary>Returns the path of the key of the node with this folder.</summary>
    public static string KeyPathIn(string folder) => Path.Combine(folder, "key.pem");

    /// <summary>Creates the folder if it does not exist, and locks it.</summary>
    /// <param name="path">The path of the folder.</param>
    /// <param name="layout">The arrangement of the elections in it.</param>
    /// <exception cref="StartRefusedException">Another process holds the lock, or the folder cannot be written.</exception>
    public static DataFolder Open(string path, FolderLayout layout = FolderLayout.PerElection)
    {
        MakeFolder(path);
        string lockPath = Path.Combine(path, "lock");
        try
        {
            return new DataFolder(path, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), layout);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw Unwritable(path, failure);
        }
        catch (IOException failure)
        {
            throw new StartRefusedException(
                $"the data folder {path} is in use by another process: stop that node, or choose another folder with --data", failure);
        }
    }

    /// <summary>
    /// Draws this life's incarnation and stores it. It is higher than that of every earlier life in this folder, even if the machine's
    /// clock was set back.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <exception cref="StartRefusedException">The incarnation cannot be written.</exception>
    public Incarnation NextIncarnation(DateTimeOffset now)
    {
        try
        {
            string kept = File.Exists(IncarnationPath) ? File.ReadAllText(IncarnationPath) : "";
            // An unreadable number counts as 0: the clock alone then orders the lives.
            _ = ulong.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out ulong earlier);
            var drawn = Incarnation.Of(now.ToUnixTimeMilliseconds(), (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1));
            var next = new Incarnation(Math.Max(drawn.Value, earlier + 1));
            WriteWhole(IncarnationPath, Encoding.ASCII.GetBytes(next.Value.ToString(CultureInfo.InvariantCulture)));
            return next;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(FolderPath, failure);
        }
    }

    /// <summary>Unlocks the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static void MakeFolder(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, failure);
        }
    }

    // A crash leaves the old content or the new, and a failure nothing beside it.
    private static void WriteWhole(string path, ReadOnlyMemory<byte> bytes)
    {
        string aside = path + ".new";
        try
        {
            using (SafeFileHandle file = File.OpenHandle(aside, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(file, bytes.Span, 0);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static StartRefusedException Unwritable(string path, Exception failure) =>
        new($"the data folder {path} cannot be written: {failure.Message} (choose another with --data)", failure);
}
