using System.Text.Json;
using System.Text;
using Election.Node.Runs.Documents;
using Election.Node.Talk;

namespace Election.Node.Runs.Local;

/// <summary>
/// The report of a node in a pane to its run (the hidden option <c>--report</c>). It contains the lines that a headless node writes to
/// standard output, which in a pane is a screen, and the node's end. Both processes run the same version of this program, so the format is
/// not published.
/// </summary>
internal static class PaneReport
{
    /// <summary>The name of the file in the node's folder.</summary>
    public const string FileName = "report.jsonl";

    // The document of the largest election takes a few kilobytes.
    private const int MostBytes = 1 << 20;

    /// <summary>Saves the node's progress, in case it is killed before it can report.</summary>
    /// <param name="path">The report's file; its folder need not exist.</param>
    /// <param name="progress">The node's progress.</param>
    public static void Note(string path, NodeProgress progress)
    {
        try
        {
            Put(NoteOf(path), progress.ToLine() + "\n");
        }
        catch (IOException)
        {
            // If the disk is full, the progress of this node stays unknown: that is no reason to end it.
        }
    }

    /// <summary>Writes the whole report atomically.</summary>
    /// <param name="path">The file; its folder need not exist.</param>
    /// <param name="progress">The node's last progress; null if the node was never created.</param>
    /// <param name="document">The node's document; null if the node was never created.</param>
    /// <param name="end">The node's end.</param>
    public static void Write(string path, NodeProgress? progress, RunDocument? document, NodeEnd end)
    {
        string?[] lines = [progress?.ToLine(), document?.ToLine(), end.ToLine()];
        Put(path, string.Concat(lines.OfType<string>().Select(line => line + "\n")));
    }

    /// <summary>Reads a node's report and deletes its file.</summary>
    /// <param name="node">The index of the node within the run, from 0.</param>
    /// <param name="path">The file of the report.</param>
    /// <returns>The events in the report; the last one is always the end of the node.</returns>
    public static IReadOnlyList<NodeEvent> Take(int node, string path)
    {
        List<NodeEvent> noted = TakeFile(node, NoteOf(path));
        List<NodeEvent> reports = TakeFile(node, path);
        // A killed node leaves no report, only its last saved progress.
        return reports is [.., EndReport] ? reports : [.. noted, .. reports, new EndReport(node, ExitCode.Killed)];
    }

    private static string NoteOf(string path) => path + ".note";

    private static void Put(string path, string lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Readers see either no file or the whole file.
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

/// <summary>The end of a node in a pane: the last line of its <see cref="PaneReport"/>.</summary>
internal sealed record NodeEnd
{
    private const string Marker = "{\"t\":\"end\"";

    /// <summary>Distinguishes this line from the others.</summary>
    [System.Text.Json.Serialization.JsonPropertyOrder(0)]
    public string T { get; init; } = "end";

    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The reason why the node did not start; null if it did.</summary>
    public required string? Refusal { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeEnd? Read(string line) => line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadEnd(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeEnd);
}
