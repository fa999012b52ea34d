using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Talk.Language;

/// <summary>
/// What the program says, in the language it talks. A sentence for people is a <see cref="Sentence"/>: written in English where it
/// is made, with its values apart. Its format is the key under which <c>Language/es/*.json</c> have the Spanish one, in the manner of GNU
/// gettext (Drepper et al., <i>GNU gettext tools</i>, section 4); a value that is itself a sentence is said in the same language. Names of
/// the
/// contract (commands, flags, states, verdicts, codes, orders, guarantees) are values or stand in the sentence as they are: they are the
/// same in every language. A test holds every sentence of the program against the Spanish words.
/// </summary>
internal static class Words
{
    private const string Folder = "Election.Node.Language.es.";

    private static readonly Lazy<FrozenDictionary<string, string>> s_spanish = new(ReadSpanish);

    /// <summary>The Spanish of every English format.</summary>
    internal static FrozenDictionary<string, string> Spanish => s_spanish.Value;

    /// <summary>Says a sentence in a language.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="language">The language. What has no words in it is said in English.</param>
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

/// <summary>How words come out of their files. A key that stands twice is a defect.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WordsJson : JsonSerializerContext;
