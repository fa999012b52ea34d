namespace Election.Runtime.Storage;

/// <summary>The states of an election in a data folder.</summary>
public enum HeldState
{
    /// <summary>The node holds its certificate.</summary>
    Certified,

    /// <summary>It ended for this node without a certificate.</summary>
    Ended,

    /// <summary>The node comes back to it at its next start.</summary>
    Unfinished,

    /// <summary>The operator left it with <c>--fresh</c>.</summary>
    GivenUp,
}

/// <summary>One election in a node's data folder.</summary>
/// <param name="Node">The name of the data folder, by default that of the node.</param>
/// <param name="Code">The election's code.</param>
/// <param name="FolderPath">The path of the election's folder.</param>
/// <param name="State">The state.</param>
public sealed record HeldElection(string Node, string Code, string FolderPath, HeldState State)
{
    /// <summary>The folder that holds the data folders of nodes unless they are told another.</summary>
    public const string DefaultRoot = ".election";

    /// <summary>The transcripts in the folder, in order of their names.</summary>
    public IReadOnlyList<string> Transcripts => [.. Directory.GetFiles(FolderPath, "*.transcript.jsonl").Order(StringComparer.Ordinal)];

    /// <summary>Lists the elections of a data folder, or of all data folders in a folder, by node and then by code.</summary>
    /// <param name="path">The path of the folder; one that does not exist holds no elections.</param>
    /// <exception cref="StartRefusedException">A journal cannot be read.</exception>
    public static IReadOnlyList<HeldElection> In(string path)
    {
        if (!Directory.Exists(path))
            return [];
        string[] folders = DataFolder.CodesIn(path).Count > 0
            ? [path] : [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal)];
        return [.. folders.SelectMany(OfNode)];
    }

    private static IEnumerable<HeldElection> OfNode(string dataFolder) => DataFolder.CodesIn(dataFolder).Select(code =>
    {
        string folder = Path.Combine(dataFolder, code);
        return new HeldElection(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder))), code, folder,
            DataFolder.StateOf(folder));
    });
}
