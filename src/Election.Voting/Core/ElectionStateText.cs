using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>The words for <see cref="ElectionState"/> in every document.</summary>
public static class ElectionStateText
{
    private static readonly WordTable<ElectionState> s_words = new(
        "draft", "gathering", "ready", "open", "closed", "certified", "diverged", "no-result", "stalled", "crashed");

    /// <summary>The word, in lower case.</summary>
    public static string ToText(this ElectionState state) => s_words[state];

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out ElectionState state) => s_words.TryParse(text, out state);
}
