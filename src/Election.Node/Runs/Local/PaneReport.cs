using System.Text.Json;
using System.Text;
using Election.Node.Runs.Documents;
using Election.Node.Talk;

namespace Election.Node.Runs.Local;

/// <summary>
/// What a node in a pane leaves for the run it belongs to (the hidden option <c>--report</c>): the lines that a headless node writes to
/// standard output, which in a pane is a screen, and how it ended. It stays between processes of one version of this program and is no
/// published format.
/// </summary>
internal static class PaneReport
{
    /// <summary>The file's name in the node's folder.</summary>
    public const string FileName = "report.jsonl";

    // A document of the largest election takes some kilobytes.
    private const int MostBytes = 1 << 20;

    /// <summary>Notes how far the node is, for the case that something kills it before it can report.</summary>
    /// <param name="path">The report's file; its folder need not be there.</param>
    /// <param name="progress">How far the node is.</param>
    public static void Note(string path, NodeProgress progress)
    {
        try
        {
            Put(NoteOf(path), progress.ToLine() + "\n");
        }
        catch (IOException)
        {
            // Where the disk is full, it is not known of this node how far it came: that is no reason to end it.
        }
    }

    /// <summary>Writes the report whole.</summary>
    /// <param name="path">The file; its folder need not be there.</param>
    /// <param name="progress">How far the node came; null for a node that was never made.</param>
    /// <param name="document">Its document; null for a node that was never made.</param>
    /// <param name="end">How it ended.</param>
    public static void Write(string path, NodeProgress? progress, RunDocument? document, NodeEnd end)
    {
        string?[] lines = [progress?.ToLine(), document?.ToLine(), end.ToLine()];
        Put(path, string.Concat(lines.OfType<string>().Select(line => line + "\n")));
    }

    /// <summary>Reads a node's report, and takes it away: it has done its service.</summary>
    /// <param name="node">The node's place among the run's nodes.</param>
    /// <param name="path">The file.</param>
    /// <returns>What it says; the last is always how the node ended.</returns>
    public static IReadOnlyList<NodeEvent> Take(int node, string path)
    {
        List<NodeEvent> noted = TakeFile(node, NoteOf(path));
        List<NodeEvent> reports = TakeFile(node, path);
        // A node that something killed leaves no report, and what it noted on its way.
        return reports is [.., EndReport] ? reports : [.. noted, .. reports, new EndReport(node, ExitCode.Killed)];
    }

    private static string NoteOf(string path) => path + ".note";

    private static void Put(string path, string lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Whoever sees the file sees all of it.
        string next = path + ".new";
        File.WriteAllText(next, lines, new UTF8Encoding(false));
        File.Move(next, path, overwrite: true);
    }

    private static List<NodeEvent> TakeFile(int node, string path)
    {
        var reports = new List<NodeEvent>();
        if (new FileInfo(path) is { Exists: true, Length: <= MostBytes })
        {
            foreach (string line in File.ReadLines(path))
                reports.AddRange(Read(node, line));
            File.Delete(path);
        }
        return reports;
    }

    private static IEnumerable<NodeEvent> Read(int node, string line)
    {
        if (NodeProgress.Read(line) is { } progress)
            yield return new ProgressReport(node, progress);
        else if (NodeEnd.Read(line) is { } end)
        {
            if (end.Refusal is { } refusal)
                yield return new TalkReport(node, NodeTalk.RefusalPrefix + refusal);
            yield return new EndReport(node, end.ExitCode);
        }
        else if (RunsJson.ReadRun(line) is { } document)
            yield return new DocumentReport(node, document);
    }
}

/// <summary>How a node in a pane ended, the last line of its <see cref="PaneReport"/>.</summary>
internal sealed record NodeEnd
{
    private const string Marker = "{\"t\":\"end\"";

    /// <summary>Tells this line from the others.</summary>
    [System.Text.Json.Serialization.JsonPropertyOrder(0)]
    public string T { get; init; } = "end";

    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it did not start; null when it did.</summary>
    public required string? Refusal { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeEnd? Read(string line) => line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadEnd(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeEnd);
}
