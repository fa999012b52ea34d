using Election.Audit.Counting;

namespace Election.Audit;

/// <summary>
/// A second reader of transcripts, written from docs/transcript.md alone: it shares no code with the nodes that write them. It recomputes
/// all that can be recomputed, checks every signature, writes every line again and compares the bytes.
/// </summary>
public static class TranscriptAudit
{
    /// <summary>Checks one transcript. Never throws, whatever the bytes are.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="simulated">Null refuses simulated transcripts (algorithm 255); otherwise checks their signatures.</param>
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

    /// <summary>Compares transcripts of several nodes; each is expected to be valid by itself.</summary>
    /// <param name="reports">What <see cref="Check"/> said of each, with a name to call it by.</param>
    public static Comparison Compare(IReadOnlyList<(string Name, AuditReport Report)> reports) => Comparison.Of(reports);

    /// <summary>
    /// How much of a whole transcript an unfinished one of the same election has; null if it has anything that the whole one has not. In
    /// the atomic order what it has is the beginning, in the weaker orders only the set of accepted votes counts.
    /// </summary>
    /// <param name="unfinished">What <see cref="Check"/> said of the unfinished one.</param>
    /// <param name="whole">What <see cref="Check"/> said of the valid one.</param>
    public static int? PartOf(AuditReport unfinished, AuditReport whole) => Unfinished.PartOf(unfinished, whole);

    /// <summary>
    /// The first statement at which two transcripts of one election part; null if there is none, or if they are not of one election.
    /// Either may be damaged: then its damaged line is what differs, unless they part before.
    /// </summary>
    /// <param name="left">What <see cref="Check"/> said of the first.</param>
    /// <param name="right">What <see cref="Check"/> said of the second.</param>
    public static Difference? FirstDifference(AuditReport left, AuditReport right) => Difference.First(left, right);
}
