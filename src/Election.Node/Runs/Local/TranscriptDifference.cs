using System.Collections.Immutable;
using Election.Audit.Counting;
using Election.Audit;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>Compares the transcripts of a run that diverged: each result that differs from the first node's, against it.</summary>
internal static class TranscriptDifference
{
    /// <summary>The most sentences returned; if there are more differing results, the last sentence gives their number.</summary>
    public const int MostSentences = 8;

    /// <summary>
    /// The differences between the transcripts in a run folder, one sentence for each further result; empty if there is none.
    /// </summary>
    public static ImmutableArray<Sentence> In(RunFolder folder, RunDocument document)
    {
        var files = new List<(string Name, ReadOnlyMemory<byte> File)>();
        foreach (RunNode node in document.Nodes)
        {
            if (node is { Head: not null, Transcript: { } transcript })
                files.Add((node.Id, File.ReadAllBytes(folder.Within(transcript))));
        }
        return Of(files);
    }

    /// <summary>
    /// The differences between these transcripts, one sentence for each further result; incomplete transcripts are skipped.
    /// </summary>
    /// <param name="files">The transcripts with the names of their nodes.</param>
    /// <param name="simulated">The check for signatures of a simulated run.</param>
    public static ImmutableArray<Sentence> Of(
        IReadOnlyList<(string Name, ReadOnlyMemory<byte> File)> files, SimulatedSignature? simulated = null)
    {
        var reports = new List<(string Name, AuditReport Report)>();
        foreach ((string name, ReadOnlyMemory<byte> file) in files)
        {
            AuditReport report = TranscriptAudit.Check(file.Span, simulated);
            if (report.IsValid)
                reports.Add((name, report));
        }
        return Of(reports);
    }

    /// <summary>The differences between transcripts that were read and are complete.</summary>
    internal static ImmutableArray<Sentence> Of(IReadOnlyList<(string Name, AuditReport Report)> reports)
    {
        // Nodes with the same result differ from the first in the same way: one of them represents all.
        (string Name, AuditReport Report)[] sides = [.. reports.DistinctBy(one => (one.Report.ElectionId, one.Report.CertificateId))];
        Sentence[] sentences = [.. sides.Skip(1).Select(side => TranscriptAudit.Compare([sides[0], side]))
            .Where(comparison => comparison.Agreement == Agreement.Diverge).Select(comparison => comparison.Sentence)];
        if (sentences.Length <= MostSentences)
            return [.. sentences];
        int left = sentences.Length - (MostSentences - 1);
        return [.. sentences.Take(MostSentences - 1), $"{left} more results differ from that of {sides[0].Name}"];
    }
}
