using System.Globalization;
using Election.Groups.Faults;
using Election.Node.Commands;
using Election.Node.Plain;
using Election.Voting.Setup;

namespace Election.Node.Local;

/// <summary>The sentences around a run.</summary>
internal static class RunText
{
    /// <summary>How many digits of a head tell two apart for the eye.</summary>
    public const int HeadDigits = 12;

    /// <summary>What begins, with everything that was drawn.</summary>
    public static string Opening(LocalSettings settings)
    {
        string drawn = settings.Election.IsSeedDrawn ? " (drawn)" : "";
        string nodes = settings.Votes.Length == 1 ? "1 node" : Invariant($"{settings.Votes.Length} nodes");
        ElectionSettings election = settings.Election;
        string rule = election.Rule is PluralityRule ? "" : $", rule {election.Rule}";
        string closes = election.CloseAfter is { } after ? $", closed {FaultTime.ToText(after)} after it opens{ByChair(settings)}" : "";
        return Invariant($"{nodes} on {settings.Group} via {election.Via}, ttl {election.Ttl}, seed {election.Seed}{drawn}{rule}{closes}");
    }

    /// <summary>The verdict and what it rests on.</summary>
    public static string Verdict(RunBoard board, RunDocument document) => board.Verdict() switch
    {
        RunVerdict.Certified => string.Join(" · ", ((string?[])
        [
            "certified",
            TallyText.Of(document.Nodes.First(node => node.State == MemberState.Certified.ToText()).Counts),
            DecisionText.Of(board.Nodes.Where(node => node.State == MemberState.Certified).Select(node => node.Progress?.Decision)
                .FirstOrDefault(decision => decision is not null)),
            Invariant($"signed by {document.Signatures} of {document.Nodes.Length}"),
            document.ElapsedMs is long elapsed ? Invariant($"{elapsed} ms") : null,
        ]).OfType<string>()),
        RunVerdict.Diverged => "diverged · the nodes do not agree: " + string.Join(" | ", document.Nodes
            .Where(node => node.Head is not null)
            .GroupBy(node => (Tally: TallyText.Of(node.Counts), Head: node.Head![..HeadDigits], Decision: DecisionText.Of(node.Decision)))
            .Select(group => $"{string.Join(", ", group.Select(node => node.Id))}: {group.Key.Tally}{Clause(group.Key.Decision)} (head {group.Key.Head})")),
        RunVerdict.NoResult => "no result · everyone closed, but no majority signed one result" + ReasonOf(board, MemberState.NoResult),
        RunVerdict.Stalled => "stalled · never closed: "
            + string.Join(", ", document.Nodes.Where(node => node.Head is null && node.State != MemberState.Crashed.ToText()).Select(node => $"{node.Id} ({node.State})"))
            + ReasonOf(board, MemberState.Stalled),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Where two nodes of a diverged run differ first; null for another run, or where nothing can be said.</summary>
    public static string? Difference(RunBoard board, RunDocument document, RunFolder folder) =>
        board.Verdict() == RunVerdict.Diverged && RunDifference.In(folder, document) is { } sentence ? DifferenceLine(sentence) : null;

    /// <summary>The line that says where two nodes differ first.</summary>
    public static string DifferenceLine(string sentence) => $"difference   {PrintableText.Of(sentence)}";

    private static string ByChair(LocalSettings settings) => settings.Plan.Chair is { } chair ? $" by the chair {chair}" : "";

    private static string Clause(string? text) => text is null ? "" : $", {text}";

    private static string ReasonOf(RunBoard board, MemberState state) =>
        board.Nodes.FirstOrDefault(node => node.State == state)?.Progress?.Reason is string reason ? $" · {reason}" : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
