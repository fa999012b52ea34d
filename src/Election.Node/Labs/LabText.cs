using System.Globalization;
using System.Text.Json;
using Election.Node.Talk.Language;

namespace Election.Node.Labs;

/// <summary>What the labs say, by language. The words stand in <c>Texts/en.json</c> and <c>Texts/es.json</c>.</summary>
internal sealed class LabText
{
    private readonly Dictionary<string, string> _words;

    private LabText(Language language, Dictionary<string, string> words)
    {
        Language = language;
        _words = words;
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>Every sentence's name; the same in all languages.</summary>
    public IReadOnlyCollection<string> Names => _words.Keys;

    /// <summary>The words of a language.</summary>
    /// <param name="language">The language.</param>
    public static LabText In(Language language)
    {
        using Stream words = typeof(LabText).Assembly.GetManifestResourceStream($"Election.Node.Labs.Texts.{language.Code}.json")
            ?? throw new InvalidOperationException($"The words of '{language.Code}' are not in the program.");
        return new LabText(language, JsonSerializer.Deserialize(words, WordsJson.Default.DictionaryStringString)!);
    }

    /// <summary>A sentence, with what it is about filled in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="about">What is filled in for {0}, {1} and so on; sentences are said in the same language.</param>
    public string Say(string name, params object[] about) => string.Format(CultureInfo.InvariantCulture, _words[name],
        Array.ConvertAll(about, value => value is Sentence sentence ? Language.Say(sentence) : value));
}
