namespace Election.Groups.Tests.Support;

/// <summary>The place of golden files, and whether to write them anew (UPDATE_SCRIPTS=1).</summary>
internal static class Repository
{
    public static bool UpdateScripts => Environment.GetEnvironmentVariable("UPDATE_SCRIPTS") == "1";

    public static string PathOf(params string[] parts)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Election.sln")))
            folder = folder.Parent;
        Assert.True(folder is not null, "the tests must run inside the repository: no Election.sln above them");
        return Path.Combine([folder.FullName, .. parts]);
    }

    /// <summary>A text file's content with LF line ends.</summary>
    public static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
