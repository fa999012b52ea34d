namespace Election.Node.Talk.Language;

/// <summary>
/// A language in which the program addresses people: English or Spanish. It is a value: a command gets it with its terminal
/// (<see cref="TextTerminal.Language"/>) and passes it to the code that words a sentence, so that both languages can be used side by side.
/// Keep text as a <see cref="Sentence"/> for as long as possible and translate it where it is shown: <c>terminal.Tell($"…")</c> for talk,
/// <c>terminal.Print($"…")</c> for data, <c>language.Say($"…")</c> for a string. Documents, transcripts, traces and logs are always in
/// English, and numbers are written the same way in both languages.
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

    /// <summary>The language with a code; null if the code belongs to neither.</summary>
    /// <param name="code">As in ISO 639-1.</param>
    public static Language? Of(string code) => code switch
    {
        EnglishCode => English,
        SpanishCode => Spanish,
        _ => null,
    };

    /// <summary>
    /// The language that the arguments name, found before they are parsed so that the parser's own errors use it; null if they name none.
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

    /// <summary>Translates a sentence; returns it in English if it has no translation.</summary>
    public string Say(Sentence sentence) => Words.Of(sentence, this);

    /// <summary>Translates a sentence; returns null for null.</summary>
    public string? SayAny(Sentence? sentence) => sentence is null ? null : Words.Of(sentence, this);

    public override string ToString() => Code;
}
