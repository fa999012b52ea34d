namespace Election.Node.Talk.Language;

/// <summary>
/// A language in which the program talks to people: English or Spanish. It is a value: a command gets it with its terminal
/// (<see cref="TextTerminal.Language"/>) and passes it to what words a sentence, so that two languages can be spoken side by side. Keep
/// sentences as <see cref="Sentence"/> for as long as possible and say them where they are shown: <c>terminal.Tell($"…")</c> for talk,
/// <c>terminal.Print($"…")</c> for data, <c>language.Say($"…")</c> for a text. Documents, transcripts, traces and logs are English in every
/// language, and numbers are written the same way in both.
/// </summary>
internal readonly record struct Language
{
    /// <summary>The code of <see cref="English"/>, as in ISO 639-1.</summary>
    public const string EnglishCode = "en";

    /// <summary>The code of <see cref="Spanish"/>, as in ISO 639-1.</summary>
    public const string SpanishCode = "es";

    /// <summary>The option that names a language.</summary>
    public const string OptionName = "--lang";

    private readonly bool _isSpanish;

    private Language(bool isSpanish) => _isSpanish = isSpanish;

    /// <summary>English, the default.</summary>
    public static Language English => default;

    /// <summary>Spanish.</summary>
    public static Language Spanish { get; } = new(isSpanish: true);

    /// <summary>Both languages.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, Spanish];

    /// <summary><see cref="EnglishCode"/> or <see cref="SpanishCode"/>.</summary>
    public string Code => _isSpanish ? SpanishCode : EnglishCode;

    /// <summary>The language with a code; null where the code is of neither.</summary>
    /// <param name="code">As in ISO 639-1.</param>
    public static Language? Of(string code) => code switch
    {
        EnglishCode => English,
        SpanishCode => Spanish,
        _ => null,
    };

    /// <summary>
    /// The language that the arguments name before they are parsed, so that the parser's own words are said in it; null if none.
    /// </summary>
    /// <param name="arguments">The program's arguments.</param>
    public static Language? AskedBy(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            string? code = arguments[i] == OptionName && i + 1 < arguments.Count ? arguments[i + 1]
                : arguments[i].StartsWith(OptionName + "=", StringComparison.Ordinal) ? arguments[i][(OptionName.Length + 1)..]
                : null;
            if (code is not null && Of(code) is Language asked)
                return asked;
        }
        return null;
    }

    /// <summary>
    /// The language of the environment by POSIX.1-2017, section 8.2: the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty.
    /// </summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static Language OfEnvironment(Func<string, string?> variable)
    {
        string? set = ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return set?.Split('_', '.', '-', '@')[0] == SpanishCode ? Spanish : English;
    }

    /// <summary>A sentence in this language; in English where it has no words of this language.</summary>
    /// <param name="sentence">The sentence.</param>
    public string Say(Sentence sentence) => Words.Of(sentence, this);

    /// <summary>A sentence in this language, or null where there is none.</summary>
    /// <param name="sentence">The sentence, or null.</param>
    public string? SayAny(Sentence? sentence) => sentence is null ? null : Words.Of(sentence, this);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
