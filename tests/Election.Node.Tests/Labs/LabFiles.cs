using Election.Node.Labs.Files;

namespace Election.Node.Tests.Labs;

/// <summary>The labs of this repository.</summary>
internal static class LabFiles
{
    /// <summary>Their folder in the source tree, not in the build's output.</summary>
    public static string Folder { get; } = FolderAbove(AppContext.BaseDirectory);

    /// <summary>The labs' numbers.</summary>
    public static IEnumerable<string> Numbers => LabFolder.Find(Folder).All().Select(lab => lab.Number);

    /// <summary>Reads one lab.</summary>
    public static Lab One(string number) => LabFolder.Find(Folder).One(number);

    private static string FolderAbove(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Election.sln")))
                return Path.Combine(at.FullName, "labs");
        }
        throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
