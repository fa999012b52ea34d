using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>One folder's code names a type that another folder declares.</summary>
/// <param name="From">The folder that names it; a dot for the project's root.</param>
/// <param name="To">The folder that declares it.</param>
/// <param name="Type">The type.</param>
internal sealed record FolderArrow(string From, string To, string Type)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To} ({Type})";
}

/// <summary>
/// The arrows among a project's folders, each of which is a namespace. A word of the code counts as a type when a folder declares a type of
/// that name and the file can see that folder: by a using directive, by standing below it, or by writing the namespace before the word.
/// </summary>
internal sealed partial class FolderArrows
{
    private FolderArrows(IReadOnlyList<string> folders, IReadOnlyList<FolderArrow> all)
    {
        Folders = folders;
        All = all;
    }

    /// <summary>The folders that declare types.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Every arrow once, with one of its types.</summary>
    public IReadOnlyList<FolderArrow> All { get; }

    /// <summary>The arrows of a project in src.</summary>
    public static FolderArrows Of(string project) => In(project,
        Repository.Files(".cs").Where(file => file.StartsWith($"src/{project}/", StringComparison.Ordinal))
        .Select(file => File.ReadAllText(Repository.Within(file))));

    /// <summary>The arrows among sources.</summary>
    public static FolderArrows In(string project, IEnumerable<string> sources)
    {
        Source[] files = [.. sources.Select(Source.Read).OfType<Source>()];
        ILookup<string, string> declaredIn = files.SelectMany(file => file.Declared.Select(type => (type, file.Namespace)))
            .ToLookup(one => one.type, one => one.Namespace);
        IEnumerable<FolderArrow> all = files.SelectMany(file => file.Named().SelectMany(named => declaredIn[named.Type]
            .Where(declaring => declaring != file.Namespace && file.Sees(declaring, named.Qualifier, project)
                && !declaredIn[named.Type].Contains(file.Namespace))
            .Select(declaring => new FolderArrow(Folder(file.Namespace), Folder(declaring), named.Type))));
        return new FolderArrows([.. files.Where(file => file.Declared.Length > 0).Select(file => Folder(file.Namespace)).Distinct()],
            [.. all.DistinctBy(arrow => (arrow.From, arrow.To))]);

        string Folder(string name) => name == project ? "." : name[(project.Length + 1)..];
    }

    /// <summary>The arrows that lie on a circle; empty when there is none.</summary>
    public IEnumerable<string> Circle() => All.Where(arrow => Reaches(arrow.To, arrow.From)).Select(arrow => arrow.ToString());

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out string? folder))
        {
            if (folder == to)
                return true;
            if (seen.Add(folder))
            {
                foreach (FolderArrow arrow in All.Where(arrow => arrow.From == folder))
                    open.Push(arrow.To);
            }
        }
        return false;
    }

    private sealed record Source(string Namespace, string[] Declared, HashSet<string> Usings, string Code)
    {
        public static Source? Read(string text)
        {
            string code = CommentsAndTexts().Replace(text, "\"\"");
            return NamespaceOf().Match(code) is { Success: true } name
                ? new Source(name.Groups[1].Value, [.. Declaration().Matches(code).Select(match => match.Groups[1].Value)],
                    [.. UsingOf().Matches(code).Select(match => match.Groups[1].Value)], code)
                : null;
        }

        /// <summary>The words that may be types, each with the namespace written before it.</summary>
        public IEnumerable<(string Qualifier, string Type)> Named() =>
            Chain().Matches(UsingOf().Replace(Code, "")).Select(match => match.Value).Distinct().SelectMany(Split).Distinct();

        /// <summary>True if a word with this qualifier may mean a type of that namespace.</summary>
        public bool Sees(string declaring, string qualifier, string project) => qualifier.Length == 0
            ? Usings.Contains(declaring) || Namespace.StartsWith(declaring + ".", StringComparison.Ordinal)
            : declaring == qualifier || declaring == project + "." + qualifier;

        // "A.B.C" may be the type A and its members, or the type B of the namespace A, or the type C of the namespace A.B.
        private static IEnumerable<(string Qualifier, string Type)> Split(string chain)
        {
            string[] words = chain.Split('.');
            return words.Select((word, i) => (string.Join('.', words[..i]), word));
        }
    }

    [GeneratedRegex("""//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'""")]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingOf();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|readonly|partial|file|ref|unsafe)\s+)*"
        + @"(?:record\s+struct|record\s+class|class|struct|interface|enum|record|delegate\s+\S+(?:\s*<[^>]*>)?)\s+(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex Chain();
}
