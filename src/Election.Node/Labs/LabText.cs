using System.Globalization;
using System.Text.Json;
using Election.Node.Talk.Language;

namespace Election.Node.Labs;

/// <summary>The labs' sentences in one language, from <c>Texts/en.json</c> or <c>Texts/es.json</c>.</summary>
internal sealed class LabText
{
    private readonly Dictionary<string, string> _words;

    private LabText(Language language, Dictionary<string, string> words)
    {
        Language = language;
        _words = words;
    }

    /// <summary>The language of the sentences.</summary>
    public Language Language { get; }

    /// <summary>The names of all sentences, the same in every language.</summary>
    public IReadOnlyCollection<string> Names => _words.Keys;

    /// <summary>The sentences of a language.</summary>
    /// <param name="language">The language.</param>
    public static LabText In(Language language)
    {
        using Stream words = typeof(LabText).Assembly.GetManifestResourceStream($"Election.Node.Labs.Texts.{language.Code}.json")
            ?? throw new InvalidOperationException($"The words of '{language.Code}' are not in the program.");
        return new LabText(language, JsonSerializer.Deserialize(words, WordsJson.Default.DictionaryStringString)!);
    }

    /// <summary>Formats a sentence.</summary>
    /// <param name="name">The sentence's name.</param>
    /// <param name="about">The values for {0}, {1} and so on. Values that are sentences are put in the same language.</param>
    public string Say(string name, params object[] about) => string.Format(CultureInfo.InvariantCulture, _words[name],
        Array.ConvertAll(about, value => value is Sentence sentence ? Language.Say(sentence) : value));
}
