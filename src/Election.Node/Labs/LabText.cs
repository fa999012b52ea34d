using System.Globalization;
using System.Text.Json;

namespace Election.Node.Labs;

/// <summary>What the labs say, by language. The words stand in <c>Texts/en.json</c> and <c>Texts/es.json</c>.</summary>
internal sealed class LabText
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Spanish.</summary>
    public const string Spanish = "es";

    private readonly Dictionary<string, string> _words;

    private LabText(string language, Dictionary<string, string> words)
    {
        Language = language;
        _words = words;
    }

    /// <summary>Which language: <see cref="English"/> or <see cref="Spanish"/>.</summary>
    public string Language { get; }

    /// <summary>Every sentence's name; the same in all languages.</summary>
    public IReadOnlyCollection<string> Names => _words.Keys;

    /// <summary>The words of a language.</summary>
    /// <param name="language">The language; null for that of the surroundings.</param>
    public static LabText In(string? language)
    {
        string chosen = language ?? OfSurroundings(Environment.GetEnvironmentVariable);
        using Stream words = typeof(LabText).Assembly.GetManifestResourceStream($"Election.Node.Labs.Texts.{chosen}.json")
            ?? throw new InvalidOperationException($"The words of '{chosen}' are not in the program.");
        return new LabText(chosen, JsonSerializer.Deserialize(words, LabTextJson.Default.DictionaryStringString)!);
    }

    /// <summary>The language that the surroundings ask for, as POSIX has it: the first of LC_ALL, LC_MESSAGES and LANG that is set.</summary>
    internal static string OfSurroundings(Func<string, string?> variable)
    {
        string? set = ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return set?.Split('_', '.', '-')[0] == Spanish ? Spanish : English;
    }

    /// <summary>A sentence, with what it is about filled in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="about">What is filled in for {0}, {1} and so on.</param>
    public string Say(string name, params object[] about) => string.Format(CultureInfo.InvariantCulture, _words[name], about);
}

/// <summary>How words come out of their files.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LabTextJson : System.Text.Json.Serialization.JsonSerializerContext;
