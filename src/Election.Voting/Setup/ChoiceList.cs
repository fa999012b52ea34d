using System.Collections.Immutable;

namespace Election.Voting.Setup;

/// <summary>
/// The choices of a contest, as the operator types them: names separated by commas, in the order they will be shown and counted.
/// </summary>
public static class ChoiceList
{
    /// <summary>The fewest choices: one choice decides nothing.</summary>
    public const int Min = 2;

    /// <summary>The most choices.</summary>
    public const int Max = 32;

    /// <summary>Reads a list.</summary>
    /// <param name="commaSeparated">For example <c>Sánchez,Pérez</c>; spaces around a name do not count.</param>
    /// <param name="choices">The names in NFC, in the order given.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string? commaSeparated, out ImmutableArray<string> choices, out Sentence reason) =>
        TryNormalise((commaSeparated ?? "").Split(','), out choices, out reason);

    /// <summary>Reads a list whose names stand apart already.</summary>
    /// <param name="names">The names, in order.</param>
    /// <param name="choices">The names in NFC, in the order given.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryNormalise(IReadOnlyList<string> names, out ImmutableArray<string> choices, out Sentence reason)
    {
        choices = [];
        var list = new List<string>(names.Count);
        foreach (string text in names)
        {
            if (!Names.TryNormalise(text, $"a choice", out string name, out reason))
                return false;
            if (list.Contains(name))
            {
                reason = $"the choice '{name}' stands there twice (after Unicode normalisation)";
                return false;
            }
            list.Add(name);
        }
        reason = list.Count < Min ? $"a vote needs at least {Min} choices, not {list.Count}"
            : list.Count > Max ? $"a vote has at most {Max} choices, not {list.Count}" : Sentence.None;
        if (list.Count is < Min or > Max)
            return false;
        choices = [.. list];
        return true;
    }
}
