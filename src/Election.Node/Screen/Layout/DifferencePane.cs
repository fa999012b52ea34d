using System.Collections.Immutable;
using Election.Audit;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Node.Talk.Files;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>
/// Shows where two logs diverge, entry by entry side by side, as far as a node can know. A node knows its own entries, and with them those
/// of every member with the same head. A signed RESULT gives only the head and the index of CLOSE of another log: if the two close at
/// different indices, the entries at the lower index differ; if they close at the same index, some entry up to it differs, and only the two
/// transcripts show which.
/// </summary>
internal static class DifferencePane
{
    private const int LeastField = 12;
    private const string Nothing = "-";

    // Another member may report any index for its CLOSE; rows far beyond the difference are not made.
    private const int MostEntries = NodeDetail.MaxDeliveries;

    public static Pane Of(UiModel model, int width)
    {
        if (model.Detail.Difference is not { } difference)
            return new Pane(model.Say($"First difference"), [], [.. Line.Wrap(model.Say(Agreement(model)), width, 2)]);
        (ResultView first, ResultView second) = difference;
        string[] names = [model.Say($"tally"), model.Say($"abstained"), model.Say($"decision")];
        // Room for a mark and a space before the longest name, and a space after it.
        int field = Math.Max(LeastField, names.Max(Cells.Width) + 3);
        int side = Math.Max(10, (width - field) / 2);
        Line heading = Line.Empty.AddColumn("  " + model.Say($"index"), field, Tone.Dim).AddColumn(first.Id.Text, side, Tone.Strong)
            .AddColumn(second.Id.Text, side, Tone.Strong);
        return new Pane(model.Say($"First difference"), [.. Line.Wrap(model.Say(SentenceOf(model, first, second)), width, 2), heading],
            [.. Entries(model, first, second, field, side), .. Fields(model, first, second, names, field, side)]);
    }

    private static Sentence Agreement(UiModel model)
    {
        if (model.Snapshot is not { Head: not null } node)
            return $"the vote is not closed: there is nothing to compare";
        string equal = UiWords.Number(model.Detail.Results.Count(result => result.IsOwn));
        string enough = UiWords.Number((node.Members.Length / 2) + 1);
        return $"none: {equal} of {UiWords.Number(node.Members.Length)} results equal this node's; {enough} are needed to certify";
    }

    private static Sentence SentenceOf(UiModel model, ResultView first, ResultView second)
    {
        Sentence both = $"{first.Id} and {second.Id}";
        string compare = $"election compare {RunFiles.TranscriptOf(first.Id.Text)} {RunFiles.TranscriptOf(second.Id.Text)}";
        if (first.Head == second.Head && model.Settings.Order == DeliveryOrder.Atomic)
            return $"{both} have the same entries but counted them differently.";
        if (first.Head == second.Head)
            return $"{both} have the same entries in a different order, and the rule depends on it. {compare} shows where they part.";
        if (model.Settings.Order != DeliveryOrder.Atomic)
            return $"{both} accepted different votes. Their results do not tell which; {compare} does.";
        if (first.CloseIndex == second.CloseIndex)
            return $"{both} differ at an index up to {first.CloseIndex}. Their results do not tell which; {compare} does.";
        return $"{both} differ at index {Lower(first, second)} or earlier; {compare} tells.";
    }

    private static ulong Lower(ResultView first, ResultView second) => Math.Min(first.CloseIndex.Value, second.CloseIndex.Value);

    // From the first entry that may differ to the last entry of either log.
    private static IEnumerable<Line> Entries(UiModel model, ResultView first, ResultView second, int field, int side)
    {
        if (first.Head == second.Head || model.Settings.Order != DeliveryOrder.Atomic)
            yield break;
        ulong lower = Lower(first, second), higher = Math.Max(first.CloseIndex.Value, second.CloseIndex.Value);
        bool isKnown = lower < higher;
        var own = model.Detail.Deliveries.Where(view => view.Index.Value > 0).ToDictionary(view => view.Index.Value);
        ulong from = isKnown ? lower : own.Count > 0 ? own.Keys.Min() : higher;
        for (ulong index = from; index <= higher && index - from < MostEntries; index++)
        {
            bool differs = isKnown && index == lower;
            Tone tone = differs ? Tone.Alarm : Tone.Normal;
            Line line = Line.Empty.AddColumn($"{(differs ? Glyphs.Differs : ' ')} {index}", field, tone)
                .AddColumn(Entry(model, own, first, index, side), side, tone).AddColumn(Entry(model, own, second, index, side), side, tone);
            if (model.Passes(line.Text))
                yield return line;
        }
    }

    private static string Entry(UiModel model, Dictionary<ulong, DeliveryView> own, ResultView result, ulong index, int side)
    {
        string entry = result.IsOwn && own.TryGetValue(index, out DeliveryView? view) ? Of(model, view)
            : index == result.CloseIndex.Value ? "CLOSE"
            : index > result.CloseIndex.Value ? Nothing
            : result.IsOwn ? model.Say($"further back")
            : model.Say($"unknown");
        return Cells.Fit(Cells.Clean(entry), side - 1);
    }

    private static string Of(UiModel model, DeliveryView view) =>
        model.Say(view.Sequence == 0 ? $"{model.Say(view.Text).ToUpperInvariant()} by {view.Sender}"
            : Sentence.Of($"{view.Sender}:{view.Sequence} {view.Text}"));

    // The parts of the signed results, other than the head, that differ.
    private static IEnumerable<Line> Fields(
        UiModel model, ResultView first, ResultView second, string[] names, int field, int side)
    {
        ImmutableArray<(string Name, string First, string Second)> fields =
        [
            (names[0], ResultsPane.TallyOf(model, first.Counts, side - 1), ResultsPane.TallyOf(model, second.Counts, side - 1)),
            (names[1], UiWords.Number(first.Abstentions), UiWords.Number(second.Abstentions)),
            (names[2], DecisionOf(model, first), DecisionOf(model, second)),
        ];
        foreach ((string name, string one, string two) in fields)
        {
            if (one != two)
                yield return Line.Empty.AddColumn($"{Glyphs.Differs} {name}", field, Tone.Orange)
                    .AddColumn(Cells.Fit(Cells.Clean(one), side - 1), side, Tone.Orange)
                    .AddColumn(Cells.Fit(Cells.Clean(two), side - 1), side, Tone.Orange);
        }
    }

    private static string DecisionOf(UiModel model, ResultView result) => model.Say(Sentence.From(DecisionSentence.Of(result.Decision)));
}
