
namespace Election.Node.Runs.Local;

/// <summary>Shortens paths for people.</summary>
internal static class Shown
{
    /// <summary>The path relative to the current directory if it lies below it; otherwise the absolute path.</summary>
    public static string Path(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? System.IO.Path.GetFullPath(path) : relative;
    }
}
