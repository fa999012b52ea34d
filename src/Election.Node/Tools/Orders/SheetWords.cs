using System.Diagnostics;
using System.Globalization;
using System.Text;
using Election.Traces.Orders;

namespace Election.Node.Tools.Orders;

/// <summary>The words at the head of a table and of a sheet of answers. A sheet may use those of any of the program's languages.</summary>
internal static class SheetWords
{
    private static readonly (string Word, TableColumn? Column)[] s_known =
    [
        ("scenario", null), ("escenario", null), ("reliable", TableColumn.Reliable), ("fiable", TableColumn.Reliable),
        ("fifo", TableColumn.Fifo), ("causal", TableColumn.Causal), ("atomic", TableColumn.Atomic), ("atomico", TableColumn.Atomic),
        ("atomica", TableColumn.Atomic),
    ];

    /// <summary>The head of the column that names the scenarios.</summary>
    public static Sentence Scenario => $"scenario";

    /// <summary>The head of a column.</summary>
    public static Sentence Of(TableColumn column) => column switch
    {
        TableColumn.Reliable => Sentence.Of($"reliable"),
        TableColumn.Fifo => $"fifo",
        TableColumn.Causal => $"causal",
        TableColumn.Atomic => $"atomic",
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads a word at the head of a sheet, whatever its case and accents.</summary>
    /// <param name="word">The word.</param>
    /// <param name="column">Its column; null for the scenarios' names.</param>
    /// <returns><see langword="false"/> if it is none of the words.</returns>
    public static bool TryRead(string word, out TableColumn? column)
    {
        string plain = string.Concat(word.Normalize(NormalizationForm.FormD).ToLowerInvariant()
            .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        int at = Array.FindIndex(s_known, known => known.Word == plain);
        column = at < 0 ? null : s_known[at].Column;
        return at >= 0;
    }
}
