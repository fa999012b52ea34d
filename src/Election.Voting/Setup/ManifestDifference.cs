using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>One field in which two manifests differ.</summary>
/// <param name="Field">
/// The operator's name of the field: <c>title</c>, <c>order</c>, <c>rule</c>, <c>re-vote</c>, <c>quorum</c>, <c>chair</c>, <c>choices</c>,
/// <c>roll</c>.
/// </param>
/// <param name="Mine">This side's value as short text.</param>
/// <param name="Theirs">The other side's value as short text.</param>
public sealed record ManifestDifference(string Field, Sentence Mine, Sentence Theirs)
{
    internal static ManifestDifference? First(Manifest mine, Manifest theirs) =>
        Texts("title", mine.Title, theirs.Title)
        ?? Texts("order", mine.Order.ToText(), theirs.Order.ToText())
        ?? Texts("rule", mine.Rule.ToString(), theirs.Rule.ToString())
        ?? Texts("re-vote", mine.ReVote.ToText(), theirs.ReVote.ToText())
        ?? Texts("quorum", Number(mine.Quorum), Number(theirs.Quorum))
        ?? Texts("chair", mine.Chair?.Text, theirs.Chair?.Text)
        ?? Choices(mine.Choices, theirs.Choices)
        ?? Roll(mine.Roll, theirs.Roll);

    private static ManifestDifference? Texts(string field, string? mine, string? theirs) =>
        string.Equals(mine, theirs, StringComparison.Ordinal) ? null : new ManifestDifference(field, OrNone(mine), OrNone(theirs));

    private static Sentence OrNone(string? value) => value is null ? $"none" : Sentence.Of($"{value}");

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static ManifestDifference? Choices(ImmutableArray<string> mine, ImmutableArray<string> theirs) =>
        mine.AsSpan().SequenceEqual(theirs.AsSpan()) ? null
            : new ManifestDifference("choices", $"{string.Join(',', mine)}", $"{string.Join(',', theirs)}");

    private static ManifestDifference? Roll(ImmutableArray<Voter> mine, ImmutableArray<Voter> theirs)
    {
        if (mine.Length != theirs.Length)
            return new ManifestDifference("roll", Size(mine), Size(theirs));
        for (int i = 0; i < mine.Length; i++)
        {
            if (mine[i] != theirs[i])
                return new ManifestDifference("roll", Entry(mine[i]), Entry(theirs[i]));
        }
        return null;
    }

    private static Sentence Size(ImmutableArray<Voter> roll) => roll.Length == 0 ? $"open" : Sentence.Of($"{roll.Length} voters");

    private static Sentence Entry(Voter voter) =>
        $"{voter.Name} weight {voter.Weight} key {voter.Key.Fingerprint.ToString()[..16]}";
}
