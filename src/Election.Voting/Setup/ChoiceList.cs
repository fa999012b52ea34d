using System.Collections.Immutable;
using Election.Groups.Model;

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
    /// <returns>The names in NFC, in the order given, or the fault in one clause.</returns>
    public static Parsed<ImmutableArray<string>> Read(string? commaSeparated) => Normalise((commaSeparated ?? "").Split(','));

    /// <summary>Reads a list whose names are already separated.</summary>
    /// <param name="names">The names, in order.</param>
    /// <returns>The names in NFC, in the order given, or the fault in one clause.</returns>
    public static Parsed<ImmutableArray<string>> Normalise(IReadOnlyList<string> names)
    {
        var list = new List<string>(names.Count);
        foreach (string text in names)
        {
            if (!Names.Normalise(text, $"a choice").TryGet(out string? name, out Sentence? reason))
                return reason;
            if (list.Contains(name))
                return Sentence.Of($"the choice '{name}' is listed twice (after Unicode normalisation)");
            list.Add(name);
        }
        if (list.Count < Min)
            return Sentence.Of($"a vote needs at least {Min} choices, not {list.Count}");
        return list.Count <= Max ? list.ToImmutableArray() : Sentence.Of($"a vote has at most {Max} choices, not {list.Count}");
    }
}
