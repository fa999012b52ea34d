using System.Globalization;

namespace Election.Node.Talk.Language;

/// <summary>
/// The language in which the program talks to people: English or Spanish. It is the current UI culture's, so that it goes along with every
/// task and thread that the command starts, and the parser's own words follow it. Documents, transcripts, traces, frames and logs are
/// English in every language, and numbers are written the same way in both.
/// </summary>
internal static class Tongue
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Spanish.</summary>
    public const string Spanish = "es";

    /// <summary>The option that says it.</summary>
    public const string OptionName = "--lang";

    /// <summary>The language now: <see cref="English"/> or <see cref="Spanish"/>.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Spanish ? Spanish : English;

    /// <summary>From here on, in this task and those it starts, the program talks this language.</summary>
    /// <param name="language"><see cref="English"/> or <see cref="Spanish"/>.</param>
    public static void Talk(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    /// <summary>The language that the arguments ask for, before they are parsed: what the parser says is said in it. Null when none.</summary>
    /// <param name="arguments">The program's arguments.</param>
    public static string? AskedBy(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            string? asked = arguments[i] == OptionName && i + 1 < arguments.Count ? arguments[i + 1]
                : arguments[i].StartsWith(OptionName + "=", StringComparison.Ordinal) ? arguments[i][(OptionName.Length + 1)..]
                : null;
            if (asked is English or Spanish)
                return asked;
        }
        return null;
    }

    /// <summary>The language that the surroundings ask for, as POSIX has it: the first of LC_ALL, LC_MESSAGES and LANG that is set.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static string OfSurroundings(Func<string, string?> variable)
    {
        string? set = ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return set?.Split('_', '.', '-', '@')[0] == Spanish ? Spanish : English;
    }
}
