using System.Collections.Immutable;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs.Files;

/// <summary>
/// The folder of the labs: the one that was named, else <c>labs</c> under the current directory, else the copy beside the program.
/// </summary>
internal sealed class LabFolder
{
    /// <summary>The name of a lab's document.</summary>
    public const string DocumentName = "lab.json";

    /// <summary>The page that describes the files of labs.</summary>
    public const string Page = "docs/labs.md";

    private const string FolderName = "labs";
    private const int MostBytes = 1 << 20;
    private const int NumberDigits = 2;

    private readonly string _path;

    private LabFolder(string path) => _path = path;

    /// <summary>Finds the labs.</summary>
    /// <param name="named">The folder that was named; null if none was.</param>
    /// <exception cref="StartRefusedException">The folder holds no labs.</exception>
    public static LabFolder Find(string? named)
    {
        if (named is not null)
        {
            return FoldersIn(named).Length > 0
                ? new LabFolder(named)
                : throw new StartRefusedException($"--labs: {Quoted.Of(named)} holds no lab, which would be NN-name/{DocumentName}");
        }
        string[] places = [FolderName, Path.Combine(AppContext.BaseDirectory, FolderName)];
        string? found = places.FirstOrDefault(place => FoldersIn(place).Length > 0);
        return found is not null ? new LabFolder(found)
            : throw new StartRefusedException($"--labs: there are no labs here and none beside the program: give their folder");
    }

    /// <summary>Every lab, sorted by number.</summary>
    /// <exception cref="StartRefusedException">A lab makes no sense.</exception>
    public ImmutableArray<Lab> All() => [.. Folders().Select(Read)];

    /// <summary>Reads one lab.</summary>
    /// <param name="number">Its number, with or without the leading zero, or its folder's name.</param>
    /// <exception cref="StartRefusedException">There is no such lab, or it makes no sense.</exception>
    public Lab One(string number)
    {
        string padded = number.PadLeft(NumberDigits, '0');
        string[] folders = Folders();
        string? folder = folders.FirstOrDefault(one => Path.GetFileName(one) == number || NumberOf(one) == padded);
        if (folder is not null)
            return Read(folder);
        string there = string.Join(", ", folders.Select(NumberOf));
        throw new StartRefusedException($"there is no lab {Quoted.Of(number)}: labs are {there}");
    }

    private string[] Folders()
    {
        string[] folders = FoldersIn(_path);
        IGrouping<string, string>? twice = folders.GroupBy(NumberOf).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? folders
            : throw new StartRefusedException($"--labs: {Name(twice.First())} and {Name(twice.ElementAt(1))} have the same number");
    }

    private static string Name(string folder) => PrintableText.Of(Path.GetFileName(folder));

    private static string NumberOf(string folder) => Path.GetFileName(folder)[..NumberDigits];

    private static string[] FoldersIn(string path)
    {
        if (!Directory.Exists(path))
            return [];
        return [.. Directory.EnumerateDirectories(path).Where(IsLab).Order(StringComparer.Ordinal)];
    }

    private static bool IsLab(string folder) =>
        Path.GetFileName(folder) is [>= '0' and <= '9', >= '0' and <= '9', '-', ..] && File.Exists(Path.Combine(folder, DocumentName));

    private static Lab Read(string folder)
    {
        string path = Path.Combine(folder, DocumentName);
        byte[] bytes = NamedFile.Read(path, MostBytes).OrThrow(reason =>
            new StartRefusedException($"{PrintableText.Of(path)} cannot be read: {reason}"));
        LabDocument document = WrittenJson.Read(bytes, LabsJson.Strict.LabDocument, Page).OrThrow(damage =>
            new StartRefusedException($"{PrintableText.Of(path)} is not a lab: {damage}"));
        var lab = new Lab(NumberOf(folder), folder, document);
        return LabValidation.Objection(lab) is { } problem
            ? throw new StartRefusedException($"{PrintableText.Of(path)} makes no sense: {PrintableText.Within(problem)}") : lab;
    }
}
