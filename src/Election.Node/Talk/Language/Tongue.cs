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

    /// <summary>The language now.</summary>
    public static Language Now => Current == Spanish ? Language.Spanish : Language.English;

    /// <summary>From here on, in this task and those it starts, the program talks this language.</summary>
    /// <param name="language"><see cref="English"/> or <see cref="Spanish"/>.</param>
    public static void Talk(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
