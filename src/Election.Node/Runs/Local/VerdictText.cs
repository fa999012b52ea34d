using System.Diagnostics;
using System.Globalization;
using Election.Groups.Faults;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Local;

/// <summary>The sentences about a run's start and verdict.</summary>
internal static class VerdictText
{
    /// <summary>The number of digits of a head that are enough to tell two apart.</summary>
    public const int HeadDigits = 12;

    /// <summary>The first line of a run, with everything that was drawn.</summary>
    public static Sentence Opening(LocalSettings settings)
    {
        Sentence nodes = settings.Votes.Length == 1 ? Sentence.Of($"1 node") : $"{settings.Votes.Length} nodes";
        Sentence drawn = settings.Election.IsSeedDrawn ? Sentence.Of($" (drawn)") : $"";
        ElectionSettings election = settings.Election;
        Sentence rule = election.Rule is PluralityRule ? Sentence.Of($"") : $", rule {election.Rule}";
        Sentence closes = election.CloseAfter is { } after
            ? Sentence.Of($", closed {FaultTime.ToText(after)} after it opens{ByChair(settings)}") : $"";
        return $"{nodes} on {settings.Group} via {election.Via}, ttl {election.Ttl}, seed {election.Seed}{drawn}{rule}{closes}";
    }

    /// <summary>The verdict with its basis.</summary>
    public static Sentence VerdictLine(FleetBoard board, RunDocument document) => board.Verdict() switch
    {
        Verdict.Certified => Certified(board, document),
        Verdict.Diverged => $"diverged · the nodes do not agree: {Listed.Of(Sides(document), " | ")}",
        Verdict.NoResult =>
            $"no result · all nodes closed, but no majority signed the same result{ReasonOf(board, ElectionState.NoResult)}",
        Verdict.Stalled => $"stalled · never closed: {string.Join(", ", Unclosed(document))}{ReasonOf(board, ElectionState.Stalled)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// The differences in a diverged run, one line for each further result; empty for any other run, or if nothing is known.
    /// </summary>
    public static string[] Differences(FleetBoard board, RunDocument document, RunFolder folder, Language language) =>
        board.Verdict() == Verdict.Diverged
            ? [.. TranscriptDifference.In(folder, document).Select(one => DifferenceLine(one, language))] : [];

    /// <summary>The line that states a difference between two nodes.</summary>
    public static string DifferenceLine(Sentence sentence, Language language) =>
        language.Say($"difference   {PrintableText.Of(language.Say(sentence))}");

    private static Sentence Certified(FleetBoard board, RunDocument document)
    {
        Sentence? decision = DecisionText.SentenceOf(board.Nodes.Where(node => node.State == ElectionState.Certified)
            .Select(node => node.Progress?.Decision).FirstOrDefault(one => one is not null));
        List<Sentence> clauses =
        [
            $"{Verdict.Certified.ToText()}",
            $"{TallyText.Of(document.Nodes.First(node => node.State == ElectionState.Certified.ToText()).Counts)}",
        ];
        if (decision is not null)
            clauses.Add($"{decision}");
        clauses.Add($"signed by {document.Signatures} of {document.Nodes.Length}");
        if (document.ElapsedMs is long elapsed)
            clauses.Add($"{string.Create(CultureInfo.InvariantCulture, $"{elapsed} ms")}");
        return Listed.Of(clauses, " · ");
    }

    private static Sentence[] Sides(RunDocument document) =>
    [
        .. document.Nodes.Where(node => node.Head is not null)
            .GroupBy(node => (Tally: TallyText.Of(node.Counts), Head: node.Head![..HeadDigits],
                Decision: DecisionText.SentenceOf(node.Decision)))
            .Select(group => Sentence.Of(
                $"{string.Join(", ", group.Select(node => node.Id))}: {group.Key.Tally}{Clause(group.Key.Decision)} (head {
                group.Key.Head})")),
    ];

    private static IEnumerable<string> Unclosed(RunDocument document) => document.Nodes
        .Where(node => node.Head is null && node.State != ElectionState.Crashed.ToText()).Select(node => $"{node.Id} ({node.State})");

    private static Sentence ByChair(LocalSettings settings) =>
        settings.Plan.Chair is { } chair ? Sentence.Of($" by the chair {chair}") : $"";

    private static Sentence Clause(Sentence? text) => text is null ? Sentence.Of($"") : $", {text}";

    private static string ReasonOf(FleetBoard board, ElectionState state) =>
        board.Nodes.FirstOrDefault(node => node.State == state)?.Progress?.Reason is string reason ? $" · {reason}" : "";
}
