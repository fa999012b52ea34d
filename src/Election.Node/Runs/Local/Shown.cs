
namespace Election.Node.Runs.Local;

/// <summary>How paths are shown: from the current directory when they lie below it, otherwise whole.</summary>
internal static class Shown
{
    /// <summary>The path as it is shown.</summary>
    public static string Path(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? System.IO.Path.GetFullPath(path) : relative;
    }
}
