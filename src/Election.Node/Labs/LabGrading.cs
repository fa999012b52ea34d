using System.Globalization;
using System.IO.Enumeration;
using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Labs.Runs;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary><c>election lab grade</c>: marks a whole class, with a line for each student and a column for each lab.</summary>
/// <param name="settings">The labs and students to mark.</param>
/// <param name="text">The sentences of the reader's language.</param>
/// <param name="terminal">Receives the marks.</param>
internal sealed class LabGrading(GradingSettings settings, LabText text, TextTerminal terminal)
{
    /// <summary>The most files of answers in one class.</summary>
    public const int MostFiles = 10_000;

    private readonly Dictionary<(string Lab, ulong Seed), LabRunner> _runs = [];
    private readonly Dictionary<(string Lab, string Student), ulong?> _seeds = [];
    private readonly Dictionary<(string Student, string Lab), (LabMark Mark, string Path)> _marks = [];
    private bool _isWhole = true;

    /// <summary>Marks every <c>*.json</c> below a folder. Links to folders are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isCsv">True to print comma-separated values instead of a table.</param>
    /// <param name="cancellation">Ends the runs early.</param>
    /// <returns>The exit code: 0, or 2 if a file could not be marked.</returns>
    /// <exception cref="StartRefusedException">The folder cannot be read, or has too many files or none.</exception>
    public int Run(string folder, bool isCsv, CancellationToken cancellation)
    {
        foreach (string path in FilesIn(folder))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Mark(folder, path, cancellation) is { } problem)
            {
                _isWhole = false;
                Tell(folder, path, problem);
            }
        }
        string[] students = settings.Roster is { } roster ? [.. roster]
            : [.. _marks.Keys.Select(one => one.Student).Distinct().Order(StringComparer.Ordinal)];
        foreach (string[] row in students.Select(Row).Prepend(Header(isCsv)))
            terminal.Out.WriteLine(isCsv ? string.Join(',', row.Select(Cell)) : Line(row));
        return _isWhole ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private static string[] FilesIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new StartRefusedException($"election lab grade: {Quoted.Of(folder)} is not a folder");
        // A link to a folder may lead anywhere, even in a circle.
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        var all = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), everything)
        {
            ShouldIncludePredicate = (ref entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        string[] files = [.. all.Take(MostFiles + 1).Order(StringComparer.Ordinal)];
        return files.Length switch
        {
            0 => throw new StartRefusedException($"election lab grade: {Quoted.Of(folder)} holds no answers: they are files *.json"),
            > MostFiles => throw new StartRefusedException($"election lab grade: {Quoted.Of(folder)} holds more than {MostFiles} files"),
            _ => files,
        };
    }

    // Returns the reason why a file cannot be marked, in one clause; null if it was marked.
    private Sentence? Mark(string folder, string path, CancellationToken cancellation)
    {
        if (!AnswerFile.Read(path).TryGet(out AnswersDocument? answers, out Sentence? reason))
            return reason;
        string stem = Path.GetFileNameWithoutExtension(path);
        string digits = string.Concat(stem.Reverse().TakeWhile(char.IsAsciiDigit).Reverse());
        string named = answers.Lab ?? digits;
        if (named.Length == 0)
            return $"it names no lab: write \"lab\":\"03\" in it, or call it 03.json";
        string number = named.PadLeft(2, '0');
        if (settings.All.FirstOrDefault(one => one.Number == number) is not { } lab)
            return $"there is no lab {Quoted.Of(named)}: labs are {string.Join(", ", settings.All.Select(one => one.Number))}";
        if (!settings.Marked.Contains(lab))
            return null;
        string above = Path.GetFullPath(Path.GetDirectoryName(path)!);
        bool isAlone = above == Path.GetFullPath(folder);
        string student = (answers.Student ?? (isAlone ? stem[..^digits.Length].TrimEnd('-', '_', '.', ' ') : Path.GetFileName(above)))
            .Normalize();
        if (student.Length == 0)
            return $"it names no student: write \"student\":\"…\" in it, or put it into a folder of the student's name";
        if (settings.Roster?.Contains(student) == false)
            return $"{Quoted.Of(student)} is not on the roster";
        if (_marks.TryGetValue((student, number), out (LabMark Mark, string Path) other))
            return $"{student} answered lab {number} twice: {Path.GetRelativePath(folder, other.Path)} counts, and this file does not";
        if (SeedOf(lab, student, answers, cancellation) is not { } seed)
            return $"{text.Say("no-seed-for", student, LabSeed.MostDraws)}";
        if (!_runs.TryGetValue((number, seed), out LabRunner? runs))
            _runs.Add((number, seed), runs = new LabRunner(lab, seed));
        _marks.Add((student, number), (LabMark.Of(lab, answers, runs, cancellation), path));
        if (answers.Unasked(lab, text) is { } note)
            Tell(folder, path, $"{note}");
        return null;
    }

    private void Tell(string folder, string path, Sentence what)
    {
        Sentence sentence = $"{Path.GetRelativePath(folder, path)}: {what}";
        terminal.Error.WriteLine(PrintableText.Of(terminal.Say(sentence)));
    }

    private ulong? SeedOf(Lab lab, string student, AnswersDocument answers, CancellationToken cancellation)
    {
        string? named = settings.OwnSeeds ? student : answers.SeedFor;
        if (named is null)
            return answers.Seed ?? lab.Document.Seed;
        if (!_seeds.TryGetValue((lab.Number, named), out ulong? seed))
            _seeds.Add((lab.Number, named), seed = LabSeed.For(named, lab, text, cancellation));
        return seed;
    }

    // Comma-separated values are a document, with the same names in every language.
    private string[] Header(bool isCsv)
    {
        Sentence student = $"student", points = $"points", most = $"of";
        Func<Sentence, string> say = isCsv ? sentence => sentence.ToString() : terminal.Say;
        return [say(student), .. settings.Marked.Select(lab => lab.Number), say(points), say(most)];
    }

    private string[] Row(string student)
    {
        LabMark?[] marks = [.. settings.Marked.Select(lab => _marks.GetValueOrDefault((student, lab.Number)).Mark)];
        return
        [
            student, .. marks.Select(mark => mark is null ? "" : Number(mark.Points)), Number(marks.Sum(mark => mark?.Points ?? 0)),
            Number(settings.Marked.Sum(lab => lab.Document.Questions.Length)),
        ];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // RFC 4180. A spreadsheet would read a name that begins like a formula as one.
    private static string Cell(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Line(string[] row) =>
        string.Join(' ', row.Select((cell, at) => at == 0 ? $"{PrintableText.Of(cell),-16}" : $"{cell,6}"));
}
