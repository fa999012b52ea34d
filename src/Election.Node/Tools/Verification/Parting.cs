using System.Globalization;
using Election.Audit.Reading;
using Election.Audit;
using Election.Node.Runs.Local;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Spectre.Console;

namespace Election.Node.Tools.Verification;

/// <summary>Two transcripts and the first statement at which they differ.</summary>
internal sealed record Parting(string LeftName, string RightName, Difference Difference)
{
    private const string Nothing = "-";

    /// <summary>
    /// The difference between the first of several transcripts and the first other one that differs from it; null if all are equal.
    /// </summary>
    public static Parting? OfFirst(IReadOnlyList<(string Name, AuditReport Report)> files)
    {
        (string Name, AuditReport Report) first = files[0];
        return files.Skip(1).Where(file => file.Report.CertificateId != first.Report.CertificateId)
            .Select(file => Of(first.Name, first.Report, file.Name, file.Report)).FirstOrDefault(parting => parting is not null);
    }

    /// <summary>
    /// The difference between a damaged transcript and the first complete one; null if there is no complete one, or if no statement
    /// differs.
    /// </summary>
    /// <param name="files">All transcripts, in the order given.</param>
    /// <param name="damaged">The damaged transcript.</param>
    public static Parting? OfDamaged(IReadOnlyList<CheckedFile> files, CheckedFile damaged)
    {
        // The two are shown in the order in which they were given.
        CheckedFile? whole = files.FirstOrDefault(file => file.Report is { IsValid: true });
        CheckedFile[] pair = [.. files.Where(file => file == whole || file == damaged)];
        return pair.Length < 2 ? null : Of(pair[0].Name, pair[0].Report!, pair[1].Name, pair[1].Report!);
    }

    /// <summary>Prints both statements side by side, with a mark where they differ.</summary>
    public void Print(TextTerminal terminal)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("").AddColumn("");
        table.AddColumn(new TableColumn(Cell(LeftName))).AddColumn(new TableColumn(Cell(RightName)));
        foreach ((Sentence field, Func<AuditEntry, string?> read) in Fields)
        {
            string left = Shown(Difference.Left, read), right = Shown(Difference.Right, read);
            table.AddRow(Cell(terminal.Say(field)), Cell(left == right ? "" : "≠"), Cell(left), Cell(right));
        }
        terminal.Tables().Write(table);
        if (Difference.IsOfSignature)
            terminal.Print($"it is the same statement under two signatures");
    }

    /// <summary>Describes the difference for a document.</summary>
    public ComparedDifference Describe() =>
        new(Difference.Index, LeftName, Describe(Difference.Left), RightName, Describe(Difference.Right));

    private static IEnumerable<(Sentence Field, Func<AuditEntry, string?> Read)> Fields =>
    [
        ($"index", entry => Number(entry.Index)),
        ($"kind", entry => entry.Kind),
        ($"by", entry => entry.By),
        ($"seq", entry => Number(entry.Sequence)),
        ($"choice", entry => entry.Choice),
        ($"outcome", entry => entry.Outcome),
        ($"statement", entry => entry.Identity?[..VerdictText.HeadDigits]),
    ];

    private static Parting? Of(string leftName, AuditReport left, string rightName, AuditReport right) =>
        TranscriptAudit.FirstDifference(left, right) is Difference difference ? new Parting(leftName, rightName, difference) : null;

    private static string Shown(AuditEntry? entry, Func<AuditEntry, string?> read) => entry is null ? Nothing : read(entry) ?? Nothing;

    private static string? Number(ulong? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static Text Cell(string text) => new(PrintableText.Of(text));

    private static ComparedStatement? Describe(AuditEntry? entry) =>
        entry is null ? null
            : new ComparedStatement(entry.Index, entry.Kind, entry.By, entry.Sequence, entry.Choice, entry.Outcome, entry.Identity);
}
