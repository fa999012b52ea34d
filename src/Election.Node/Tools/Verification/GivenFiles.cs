using Election.Audit;

namespace Election.Node.Tools.Verification;

/// <summary>Transcripts that a command was given, each read and checked; no roll is asked for where only their contents matter.</summary>
internal sealed class GivenFiles
{
    private GivenFiles(IReadOnlyList<CheckedFile> files) => Files = files;

    /// <summary>The files, in the order given.</summary>
    public IReadOnlyList<CheckedFile> Files { get; }

    /// <summary>The first that is damaged; null for none.</summary>
    public CheckedFile? Damaged => Files.FirstOrDefault(file => file is { State: FileState.Damaged, Report.IsValid: false });

    /// <summary>Those that are unfinished, and no damage <see cref="BesideWhole"/>.</summary>
    public IEnumerable<CheckedFile> Unfinished => Files.Where(file => file.State == FileState.Unfinished);

    /// <summary>The first that could not be read; null for none.</summary>
    public CheckedFile? Unreadable => Files.FirstOrDefault(file => file.Report is null);

    /// <summary>Reads and checks files.</summary>
    public static GivenFiles Read(IEnumerable<string> names) => new([.. names.Select(name => CheckedFile.Of(name, null))]);

    /// <summary>The same files, held side by side: see <see cref="CheckedFile.BesideWhole"/>.</summary>
    public GivenFiles BesideWhole() => new(CheckedFile.BesideWhole(Files));

    /// <summary>The reports of the valid ones, with their names.</summary>
    public IReadOnlyList<(string Name, AuditReport Report)> Valid() =>
        [.. Files.Where(file => file.Report is { IsValid: true }).Select(file => (file.Name, file.Report!))];
}
