using Election.Audit;

namespace Election.Node.Local;

/// <summary>Where the nodes of a run that diverged differ first, from their transcripts.</summary>
internal static class RunDifference
{
    /// <summary>What two of the transcripts in a run folder differ in, in one sentence; null if they do not, or cannot be read.</summary>
    public static FormattableString? In(RunFolder folder, RunDocument document)
    {
        var files = new List<(string Name, ReadOnlyMemory<byte> File)>();
        foreach (RunNode node in document.Nodes)
        {
            if (node is { Head: not null, Transcript: { } transcript })
                files.Add((node.Id, File.ReadAllBytes(folder.Within(transcript))));
        }
        return Of(files);
    }

    /// <summary>What two of these transcripts differ in, in one sentence; null if they do not, or one is not whole.</summary>
    /// <param name="files">The transcripts with their nodes' names.</param>
    /// <param name="simulated">How the signatures of a simulated run are checked.</param>
    public static FormattableString? Of(IReadOnlyList<(string Name, ReadOnlyMemory<byte> File)> files, SimulatedSignature? simulated = null)
    {
        var reports = new List<(string Name, AuditReport Report)>();
        foreach ((string name, ReadOnlyMemory<byte> file) in files)
        {
            AuditReport report = TranscriptAudit.Check(file.Span, simulated);
            if (report.IsValid)
                reports.Add((name, report));
        }
        if (reports.Count < 2)
            return null;
        Comparison comparison = TranscriptAudit.Compare(reports);
        return comparison.Agreement == Agreement.Diverge ? (FormattableString)$"{comparison.Sentence}" : null;
    }
}
