using System.Collections.Immutable;
using Election.Audit.Counting;
using Election.Audit;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>
/// What the nodes of a run that diverged differ in, from their transcripts: each result that is not the first node's, against it.
/// </summary>
internal static class TranscriptDifference
{
    /// <summary>The most sentences that are made: of more different results the last sentence gives the number.</summary>
    public const int MostSentences = 8;

    /// <summary>What the transcripts in a run folder differ in, a sentence for each further result; none without a difference.</summary>
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

    /// <summary>What these transcripts differ in, a sentence for each further result; those that are not whole are passed over.</summary>
    /// <param name="files">The transcripts with their nodes' names.</param>
    /// <param name="simulated">How the signatures of a simulated run are checked.</param>
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

    /// <summary>The same of transcripts that were read and are whole.</summary>
    internal static ImmutableArray<Sentence> Of(IReadOnlyList<(string Name, AuditReport Report)> reports)
    {
        // Who has the same result differs in the same from the first: one of them speaks for all.
        (string Name, AuditReport Report)[] sides = [.. reports.DistinctBy(one => (one.Report.ElectionId, one.Report.CertificateId))];
        Sentence[] sentences = [.. sides.Skip(1).Select(side => TranscriptAudit.Compare([sides[0], side]))
            .Where(comparison => comparison.Agreement == Agreement.Diverge).Select(comparison => comparison.Sentence)];
        if (sentences.Length <= MostSentences)
            return [.. sentences];
        int left = sentences.Length - (MostSentences - 1);
        return [.. sentences.Take(MostSentences - 1), $"{left} more results differ from that of {sides[0].Name}"];
    }
}
