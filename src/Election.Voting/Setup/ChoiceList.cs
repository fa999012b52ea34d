using System.Collections.Immutable;

namespace Election.Voting.Setup;

/// <summary>
/// The choices of a contest as the operator types them: names separated by commas, in the order in which they are shown and counted.
/// </summary>
public static class ChoiceList
{
    /// <summary>The smallest number of choices: a single choice decides nothing.</summary>
    public const int Min = 2;

    /// <summary>The largest number of choices.</summary>
    public const int Max = 32;

    /// <summary>Reads a list from text.</summary>
    /// <param name="commaSeparated">For example <c>Sánchez,Pérez</c>; spaces around a name are ignored.</param>
    /// <param name="choices">The names in NFC, in the order given.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
    public static bool TryParse(string? commaSeparated, out ImmutableArray<string> choices, out Sentence reason) =>
        TryNormalise((commaSeparated ?? "").Split(','), out choices, out reason);

    /// <summary>Reads a list whose names are already separated.</summary>
    /// <param name="names">The names, in order.</param>
    /// <param name="choices">The names in NFC, in the order given.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
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
                reason = $"the choice '{name}' is listed twice (after Unicode normalisation)";
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
