using System.Text;
using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>The elections in the folder: the one that the node begins or resumes, and those it has left behind.</summary>
public sealed partial class DataFolder
{
    private const string JoiningName = "joining";
    private const string LatestName = "latest";
    private const string DamagedName = "journal.damaged";
    private const string GivenUpName = "given-up";

    /// <summary>The name of the certificate in an election's folder.</summary>
    public const string CertificateName = "certificate.json";

    /// <summary>The path of the folder of the election that the node takes part in; set by <see cref="PrepareJournal"/>.</summary>
    public string ElectionPath { get; private set; }

    /// <summary>The path of that election's journal.</summary>
    public string JournalPath => JournalPathIn(ElectionPath);

    /// <summary>
    /// The reason that <see cref="PrepareJournal"/> could not resume an unfinished election, as one sentence for the operator; null if
    /// there is none.
    /// </summary>
    public Sentence? Loss { get; private set; }

    private string JoiningPath => Path.Combine(FolderPath, JoiningName);

    private string LatestPath => Path.Combine(FolderPath, LatestName);

    /// <summary>Returns the path of the journal in an election's folder.</summary>
    public static string JournalPathIn(string electionFolder) => Path.Combine(electionFolder, "journal");

    /// <summary>Returns the codes of the elections that a data folder holds, in order; none if there is no such folder.</summary>
    /// <param name="path">The path of the data folder.</param>
    public static IReadOnlyList<string> CodesIn(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)!).Where(ElectionTag.IsCode).Order()]
        : [];

    /// <summary>Returns the state of the election in a folder.</summary>
    /// <exception cref="StartRefusedException">The journal cannot be read.</exception>
    public static HeldState StateOf(string electionFolder)
    {
        if (File.Exists(Path.Combine(electionFolder, CertificateName)))
            return HeldState.Certified;
        if (File.Exists(Path.Combine(electionFolder, GivenUpName)))
            return HeldState.GivenUp;
        JournalReading reading = JournalReader.ReadFile(JournalPathIn(electionFolder));
        // Nobody knows that an election was over whose journal is lost.
        bool isLost = reading.Condition is JournalCondition.Missing or JournalCondition.Damaged or JournalCondition.ForeignVersion;
        return isLost || reading.IsUnfinished ? HeldState.Unfinished : HeldState.Ended;
    }

    /// <summary>
    /// Returns the codes of the elections behind this node: it is in none of them any more, whatever others say. Call after
    /// <see cref="PrepareJournal"/>.
    /// </summary>
    public IReadOnlyList<string> PastCodes() =>
        [.. CodesIn(FolderPath).Where(code => Path.Combine(FolderPath, code) != ElectionPath)];

    /// <summary>
    /// Finds the election to resume and reads its journal. Without one, or with <paramref name="fresh"/>, the node is to join a new one in
    /// <c>joining</c>. A journal that is damaged before its last record is kept aside; some of the node's promises are lost with it, and to
    /// the others the node is the same as one whose journal is missing.
    /// </summary>
    /// <param name="fresh">True to give up the election that could be resumed; its files stay.</param>
    /// <returns>A missing, intact or torn journal; a torn one still holds every promise ever made.</returns>
    /// <exception cref="StartRefusedException">
    /// The journal to be resumed is of another version, or the folder cannot be written.
    /// </exception>
    public JournalReading PrepareJournal(bool fresh)
    {
        ElectionPath = _layout == FolderLayout.Single ? FolderPath : UnfinishedPath(fresh) ?? JoiningPath;
        MakeFolder(ElectionPath);
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
        return JournalReading.None;
    }

    /// <summary>
    /// START was seen: what lies in <c>joining</c> moves to the election's own folder. Nothing happens if the node is there already.
    /// </summary>
    /// <param name="election">The election.</param>
    /// <exception cref="InvalidOperationException">That election is behind this node.</exception>
    /// <exception cref="IOException">The files cannot be moved.</exception>
    public void Enter(ElectionTag election)
    {
        string path = Path.Combine(FolderPath, election.Code);
        if (_layout == FolderLayout.Single || path == ElectionPath)
            return;
        if (File.Exists(JournalPathIn(path)) || File.Exists(Path.Combine(path, CertificateName)))
            throw new InvalidOperationException($"The node is drawn into election {election.Code}, which it has left behind.");
        MakeFolder(path);
        // Until the journal is moved it is found in joining: a crash at any point loses nothing.
        WriteWhole(LatestPath, Encoding.ASCII.GetBytes(election.Code));
        // A learner that enters another election leaves the other files of the first where they are.
        string[] others = ElectionPath == JoiningPath ? Directory.GetFiles(ElectionPath) : [];
        foreach (string file in others.Where(file => file != JournalPath))
            File.Move(file, Path.Combine(path, Path.GetFileName(file)));
        if (File.Exists(JournalPath))
            File.Move(JournalPath, JournalPathIn(path));
        FolderSync.Flush(path);
        FolderSync.Flush(FolderPath);
        ElectionPath = path;
    }

    /// <summary>
    /// Keeps the record of a certified election whose end this node did not see, in place of its own unfinished transcript. The certificate
    /// is written last: with it the election is finished.
    /// </summary>
    /// <param name="election">The election that the folder resumes.</param>
    /// <param name="id">The node.</param>
    /// <param name="record">The record, which was audited.</param>
    /// <exception cref="StartRefusedException">The files cannot be written.</exception>
    public void Keep(ElectionTag election, MemberId id, ElectionRecord record)
    {
        try
        {
            PrepareJournal(fresh: false);
            Enter(election);
            WriteWhole(Path.Combine(ElectionPath, TranscriptFile.NameOf(id)), record.Transcript);
            WriteWhole(Path.Combine(ElectionPath, CertificateName), record.Certificate);
            FolderSync.Flush(ElectionPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(FolderPath, failure);
        }
    }

    // The path of the folder with an election to resume; null if there is none.
    private string? UnfinishedPath(bool fresh)
    {
        string? latest = LatestFolder();
        if (fresh)
        {
            if (latest is not null && IsUnfinished(latest))
                File.WriteAllText(Path.Combine(latest, GivenUpName), "");
            return null;
        }
        if (JournalReader.ReadFile(JournalPathIn(JoiningPath)).IsUnfinished)
            return JoiningPath;
        return latest is not null && IsUnfinished(latest) ? latest : null;
    }

    private string? LatestFolder()
    {
        string code = File.Exists(LatestPath) ? File.ReadAllText(LatestPath).Trim() : "";
        string folder = Path.Combine(FolderPath, code);
        return ElectionTag.IsCode(code) && Directory.Exists(folder) ? folder : null;
    }

    private static bool IsUnfinished(string folder) => StateOf(folder) == HeldState.Unfinished;

    private void MoveAside(string path, string name)
    {
        try
        {
            if (File.Exists(path))
                File.Move(path, Path.Combine(ElectionPath, name), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be moved aside: {failure.Message}", failure);
        }
    }
}
