using Election.Audit.Counting;

namespace Election.Audit;

/// <summary>
/// Audits transcripts with code written from docs/transcript.md alone, sharing nothing with the nodes that write them. It recomputes
/// everything that can be recomputed, checks every signature, writes every line again and compares the bytes.
/// </summary>
public static class TranscriptAudit
{
    /// <summary>Checks one transcript. Never throws, whatever the bytes are.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="simulated">If null, simulated transcripts (algorithm 255) are refused; otherwise it checks their signatures.</param>
    public static AuditReport Check(ReadOnlySpan<byte> file, SimulatedSignature? simulated = null)
    {
        using var signatures = new SignatureCheck(simulated);
        var audit = new TranscriptReading(signatures, simulated is not null);
        int lines = 0;
        while (!file.IsEmpty)
        {
            lines++;
            int feed = file.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = feed < 0 ? file : file[..(feed + 1)];
            if (audit.Line(line) is { } problem)
                return audit.Report with { Line = lines, Problem = problem };
            file = file[line.Length..];
        }
        return audit.IsFinished ? audit.Report : audit.Ended(lines + 1);
    }

    /// <summary>Compares the transcripts of several nodes; each should already be valid by itself.</summary>
    /// <param name="reports">The report of <see cref="Check"/> on each transcript, with a name to call it by.</param>
    public static Comparison Compare(IReadOnlyList<(string Name, AuditReport Report)> reports) => Comparison.Of(reports);

    /// <summary>
    /// Returns how many statements of a whole transcript an unfinished one of the same election contains; null if the unfinished one has a
    /// statement that the whole one has not. In the atomic order it must be a prefix of the whole one; in the weaker orders only the set of
    /// accepted votes counts.
    /// </summary>
    /// <param name="unfinished">The report of <see cref="Check"/> on the unfinished transcript.</param>
    /// <param name="whole">The report of <see cref="Check"/> on the valid transcript.</param>
    public static int? PartOf(AuditReport unfinished, AuditReport whole) => Unfinished.PartOf(unfinished, whole);

    /// <summary>
    /// Returns the first statement at which two transcripts of one election differ; null if there is none, or if the elections differ.
    /// Either may be damaged: then its damaged line is the difference, unless they differ earlier.
    /// </summary>
    /// <param name="left">The report of <see cref="Check"/> on the first transcript.</param>
    /// <param name="right">The report of <see cref="Check"/> on the second transcript.</param>
    public static Difference? FirstDifference(AuditReport left, AuditReport right) => Difference.First(left, right);
}
