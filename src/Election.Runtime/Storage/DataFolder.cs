using System.Globalization;
using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// The folder of one node: <c>key.pem</c>, <c>journal</c>, <c>transcript.jsonl</c>, <c>incarnation</c>, and <c>lock</c>, which one process
/// holds at a time; the system releases it however that process ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string DamagedName = "journal.damaged";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream locked)
    {
        FolderPath = path;
        _lock = locked;
    }

    /// <summary>The path of the folder.</summary>
    public string FolderPath { get; }

    /// <summary>The path of the node's key.</summary>
    public string KeyPath => KeyPathIn(FolderPath);

    /// <summary>The path of the journal.</summary>
    public string JournalPath => Path.Combine(FolderPath, "journal");

    /// <summary>The path of the transcript, unless the caller puts it elsewhere.</summary>
    public string TranscriptPath => Path.Combine(FolderPath, "transcript.jsonl");

    private string IncarnationPath => Path.Combine(FolderPath, "incarnation");

    /// <summary>Returns the default folder of a node: <c>.election/&lt;id&gt;</c> under the current folder.</summary>
    public static string DefaultPathOf(MemberId id) => Path.Combine(".election", id.Text);

    /// <summary>Returns the path of the key of the node with this folder.</summary>
    public static string KeyPathIn(string folder) => Path.Combine(folder, "key.pem");

    /// <summary>Creates the folder if it does not exist, and locks it.</summary>
    /// <exception cref="StartRefusedException">Another process holds the lock, or the folder cannot be written.</exception>
    public static DataFolder Open(string path)
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
        string lockPath = Path.Combine(path, "lock");
        try
        {
            return new DataFolder(path, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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
    /// The reason that <see cref="PrepareJournal"/> could not resume an unfinished election, as one sentence for the operator; null if
    /// there is none.
    /// </summary>
    public Sentence? Loss { get; private set; }

    /// <summary>
    /// Reads the journal to resume from. A finished journal (with <paramref name="fresh"/>, any journal) is moved aside together with its
    /// transcript, and there is nothing to resume; the key stays. So is a journal damaged before its last record: some of the node's
    /// promises are lost with it, and to the others the node is the same as one whose journal is missing.
    /// </summary>
    /// <param name="fresh">True if the operator wants to start anew.</param>
    /// <returns>A missing, intact or torn journal; a torn one still holds every promise ever made.</returns>
    /// <exception cref="StartRefusedException">The journal to be resumed is of another version.</exception>
    public JournalReading PrepareJournal(bool fresh)
    {
        JournalReading reading = fresh ? JournalReading.None : JournalReader.ReadFile(JournalPath);
        if (reading.Condition == JournalCondition.ForeignVersion)
        {
            throw new StartRefusedException(
                $"the journal {JournalPath} was written by another version of this program: use that one, or start anew with --fresh");
        }
        bool isDamaged = reading.Condition == JournalCondition.Damaged;
        // A journal without records still has its number, under which the others may have heard this node.
        bool isEmpty = reading.Condition is JournalCondition.Intact or JournalCondition.TornTail && reading.Records.Count == 0;
        if ((reading.IsUnfinished || isEmpty) && !isDamaged)
            return reading;
        if (isDamaged)
        {
            Loss = $"the journal {JournalPath} is damaged after byte {reading.ReadBytes}, before its last record, and is kept as {
                DamagedName}: in that election this node only learns, and signs no vote";
        }
        MoveAside(JournalPath, isDamaged ? DamagedName : "journal.previous");
        MoveAside(TranscriptPath, "transcript.previous.jsonl");
        return JournalReading.None;
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
            string aside = IncarnationPath + ".new";
            File.WriteAllText(aside, next.Value.ToString(CultureInfo.InvariantCulture));
            File.Move(aside, IncarnationPath, overwrite: true);
            return next;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(FolderPath, failure);
        }
    }

    /// <summary>Unlocks the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static StartRefusedException Unwritable(string path, Exception failure) =>
        new($"the data folder {path} cannot be written: {failure.Message} (choose another with --data)", failure);

    private void MoveAside(string path, string name)
    {
        try
        {
            if (File.Exists(path))
                File.Move(path, Path.Combine(FolderPath, name), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be moved aside: {failure.Message}", failure);
        }
    }
}
