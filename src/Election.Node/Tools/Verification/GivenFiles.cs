using Election.Audit;

namespace Election.Node.Tools.Verification;

/// <summary>The transcripts that a command was given, each read and checked. No roll is needed where only their contents matter.</summary>
internal sealed class GivenFiles
{
    private GivenFiles(IReadOnlyList<CheckedFile> files) => Files = files;

    /// <summary>The files, in the order given.</summary>
    public IReadOnlyList<CheckedFile> Files { get; }

    /// <summary>The first damaged file; null if there is none.</summary>
    public CheckedFile? Damaged => Files.FirstOrDefault(file => file is { State: FileState.Damaged, Report.IsValid: false });

    /// <summary>The unfinished files that count as undamaged after <see cref="BesideWhole"/>.</summary>
    public IEnumerable<CheckedFile> Unfinished => Files.Where(file => file.State == FileState.Unfinished);

    /// <summary>The first file that could not be read; null if there is none.</summary>
    public CheckedFile? Unreadable => Files.FirstOrDefault(file => file.Report is null);

    /// <summary>Reads and checks files, without a roll.</summary>
    public static GivenFiles Read(IEnumerable<string> names) => new([.. names.Select(name => CheckedFile.Of(name, null))]);

    /// <summary>The same files, compared with one another: see <see cref="CheckedFile.BesideWhole"/>.</summary>
    public GivenFiles BesideWhole() => new(CheckedFile.BesideWhole(Files));

    /// <summary>The names and reports of the valid files.</summary>
    public IReadOnlyList<(string Name, AuditReport Report)> Valid() =>
        [.. Files.Where(file => file.Report is { IsValid: true }).Select(file => (file.Name, file.Report!))];
}
