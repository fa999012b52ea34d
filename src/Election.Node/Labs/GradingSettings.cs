using System.Collections.Immutable;
using System.Text;
using Election.Node.Labs.Files;
using Election.Node.Talk;
using Election.Node.Talk.Files;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary>The settings of <c>election lab grade</c>.</summary>
/// <param name="All">Every lab.</param>
/// <param name="Marked">The labs to mark, in the order of their columns; answers to the others are left alone.</param>
/// <param name="Roster">The students to mark, in the order of their lines; null for all who handed something in.</param>
/// <param name="OwnSeeds">True to hold every student to the seed of their own name, whatever the files say.</param>
internal sealed record GradingSettings(
    ImmutableArray<Lab> All, ImmutableArray<Lab> Marked, ImmutableArray<string>? Roster, bool OwnSeeds)
{
    /// <summary>The most students on a roster.</summary>
    public const int MostStudents = 10_000;

    private const int MostBytes = 1 << 22;

    private static readonly string[] s_heads = ["student", "estudiante", "alumno", "id"];

    /// <summary>Finds the labs of a list such as <c>02,06</c>.</summary>
    /// <param name="all">Every lab.</param>
    /// <param name="list">Their numbers, separated by commas; null for every lab.</param>
    /// <exception cref="StartRefusedException">There is no lab with one of the numbers, or one is named twice.</exception>
    public static ImmutableArray<Lab> Listed(ImmutableArray<Lab> all, string? list)
    {
        if (list is null)
            return all;
        var marked = ImmutableArray.CreateBuilder<Lab>();
        foreach (string number in list.Split(',', StringSplitOptions.TrimEntries))
        {
            Lab lab = all.FirstOrDefault(one => one.Number == number.PadLeft(2, '0')) ?? throw new StartRefusedException(
                $"--only: there is no lab {Quoted.Of(number)}: labs are {string.Join(", ", all.Select(one => one.Number))}");
            if (marked.Contains(lab))
                throw new StartRefusedException($"--only: lab {lab.Number} is named twice");
            marked.Add(lab);
        }
        return marked.ToImmutable();
    }

    /// <summary>
    /// Reads a roster: a student on each line, or comma- or semicolon-separated values whose first column names the student. A first line
    /// that only heads the columns is no student.
    /// </summary>
    /// <param name="path">The file; null for none.</param>
    /// <exception cref="StartRefusedException">The file cannot be read, or names nobody, too many, or one student twice.</exception>
    public static ImmutableArray<string>? ReadRoster(string? path)
    {
        if (path is null)
            return null;
        byte[] bytes = NamedFile.Read(path, MostBytes)
            .OrThrow(reason => new StartRefusedException($"--roster: {Quoted.Of(path)} cannot be read: {reason}"));
        string[] names = [.. Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n').Select(NameIn).Where(name => name.Length > 0)];
        if (names.Length > 0 && s_heads.Contains(names[0], StringComparer.OrdinalIgnoreCase))
            names = names[1..];
        if (names.Length is 0 or > MostStudents)
            throw new StartRefusedException(
                $"--roster: {Quoted.Of(path)} names {names.Length} students: give 1 to {MostStudents}, one a line");
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice
            ? throw new StartRefusedException($"--roster: {Quoted.Of(path)} names {Quoted.Of(twice)} twice") : [.. names];
    }

    private static string NameIn(string line)
    {
        string plain = line.Trim();
        bool isQuoted = plain.StartsWith('"') && plain.IndexOf('"', 1) > 0;
        return (isQuoted ? plain[1..plain.IndexOf('"', 1)] : plain.Split(',', ';', '\t')[0]).Trim().Normalize();
    }
}
