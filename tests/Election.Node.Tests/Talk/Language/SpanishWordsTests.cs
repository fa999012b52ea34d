using System.Reflection;
using System.Text.RegularExpressions;
using Election.Node.Talk.Language;

namespace Election.Node.Tests.Talk.Language;

/// <summary>
/// Every sentence for people has a Spanish translation, and every translation belongs to a sentence that the program makes.
/// </summary>
public sealed partial class SpanishWordsTests
{
    private static readonly Assembly[] s_program =
    [
        typeof(Groups.Model.MemberId).Assembly, typeof(Voting.Setup.Manifest).Assembly, typeof(Audit.Comparison).Assembly,
        typeof(Traces.Model.Trace).Assembly, typeof(Simulation.Elections.ElectionSimulation).Assembly,
        typeof(Runtime.StartRefusedException).Assembly, typeof(Words).Assembly,
    ];

    private static readonly HashSet<string> s_said = [.. s_program.SelectMany(CompiledSentences.In).Where(HasWords)];

    [Fact]
    public void Every_sentence_has_Spanish_words() => AssertNone(s_said.Except(Words.Spanish.Keys));

    [Fact]
    public void There_are_no_Spanish_words_for_sentences_that_are_never_made() => AssertNone(Words.Spanish.Keys.Except(s_said));

    [Fact]
    public void A_sentence_has_the_same_values_in_both_languages() =>
        AssertNone(Words.Spanish.Where(words => !Values(words.Key).SetEquals(Values(words.Value))).Select(words => words.Key));

    [Fact]
    public void No_sentence_is_left_in_English() =>
        AssertNone(Words.Spanish.Where(words => words.Key == words.Value && words.Key.Contains(' ', StringComparison.Ordinal))
            .Select(words => words.Key));

    private static void AssertNone(IEnumerable<string> formats)
    {
        string[] found = [.. formats.Order(StringComparer.Ordinal)];
        Assert.True(found.Length == 0, $"{found.Length}:\n{string.Join('\n', found)}");
    }

    // A format without letters outside its values is the same in every language.
    private static bool HasWords(string format) => Value().Replace(format, "").Any(char.IsLetter);

    private static HashSet<string> Values(string format) => [.. Value().Matches(format).Select(match => match.Groups["place"].Value)];

    [GeneratedRegex(@"(?<!\{)\{(?<place>\d+)(?:,[^{}:]*)?(?::[^{}]*)?\}(?!\})")]
    private static partial Regex Value();
}
