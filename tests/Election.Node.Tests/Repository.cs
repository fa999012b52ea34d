namespace Election.Node.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder in it.</summary>
    public static string Within(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Its files with this ending, as paths below the root with forward slashes; build output is left out.</summary>
    public static IEnumerable<string> Files(string extension) => FilesIn(Root, extension)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FilesIn(string folder, string extension)
    {
        IEnumerable<string> inner = Directory.EnumerateDirectories(folder).Where(IsSource).SelectMany(one => FilesIn(one, extension));
        return Directory.EnumerateFiles(folder, "*" + extension).Concat(inner);
    }

    // Runs and packages, which git ignores, may contain any files.
    private static bool IsSource(string folder) => Path.GetFileName(folder) is var name
        && !name.StartsWith('.') && name is not ("bin" or "obj" or "artifacts" or "runs" or "TestResults");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Election.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
