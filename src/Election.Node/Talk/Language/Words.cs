using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Talk.Language;

/// <summary>
/// Translates the program's sentences. Text for people is a <see cref="Sentence"/>: it is written in English where it is made and keeps its
/// values apart. Its format is the key of its translation in <c>Language/es/*.json</c>, as in GNU gettext (Drepper et al., <i>GNU gettext
/// tools</i>, section 4); a value that is itself a sentence is translated too. Contract names (commands, flags, states, verdicts, codes,
/// orders, guarantees) are values or stand verbatim in the sentence: they are the same in every language. A test checks that every sentence
/// has a Spanish translation.
/// </summary>
internal static class Words
{
    private const string Folder = "Election.Node.Language.es.";

    private static readonly Lazy<FrozenDictionary<string, string>> s_spanish = new(ReadSpanish);

    /// <summary>The Spanish format for every English format.</summary>
    internal static FrozenDictionary<string, string> Spanish => s_spanish.Value;

    /// <summary>Translates a sentence, or returns it in English if it has no translation.</summary>
    public static string Of(Sentence sentence, Language language) =>
        sentence.In(format => language == Language.Spanish && Spanish.TryGetValue(format, out string? words) ? words : format);

    private static FrozenDictionary<string, string> ReadSpanish()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in typeof(Words).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using Stream stream = typeof(Words).Assembly.GetManifestResourceStream(file)!;
            foreach ((string english, string spanish) in JsonSerializer.Deserialize(stream, WordsJson.Default.DictionaryStringString)!)
                words.Add(english, spanish);
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Reads the translations from their files. A repeated key is a defect.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WordsJson : JsonSerializerContext;
