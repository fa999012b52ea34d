using System.Text;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>
/// The rules for titles, choices and voters' names. A name is NFC (so that one name is one sequence of bytes on every keyboard), has 1 to
/// <see cref="MaxCodePoints"/> code points, does not begin or end with a space, and contains nothing that a screen does not show: no
/// control character, no control of writing direction (Unicode Technical Report 36, section 3.5), no line or paragraph separator, no
/// invisible space.
/// </summary>
public static class Names
{
    /// <summary>The largest number of code points in a name.</summary>
    public const int MaxCodePoints = 64;

    /// <summary>The largest number of UTF-8 bytes in a name.</summary>
    public const int MaxBytes = MaxCodePoints * 4;

    // NFC changes no character below this one (Unicode Standard Annex 15), so a string without any at or above it is NFC already.
    private const char FirstThatCanChange = '\u0300';

    // Without ICU the platform returns every string unchanged.
    private static readonly bool s_platformNormalises = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";

    /// <summary>Turns the operator's text into a name: removes spaces at both ends and converts the rest to NFC.</summary>
    /// <param name="text">The operator's text.</param>
    /// <param name="what">The thing named, for the reason: "a choice", "the title", "a voter's name".</param>
    /// <returns>The name, or the fault in one clause, which quotes no character that could disturb a screen.</returns>
    public static Parsed<string> Normalise(string? text, Sentence what)
    {
        string trimmed = (text ?? "").Trim(' ');
        if (trimmed.Length == 0)
            return Sentence.Of($"{what} must not be empty");
        if (Fault(trimmed, what) is { } fault)
            return fault;
        string name = trimmed.Normalize(NormalizationForm.FormC);
        int points = 0;
        foreach (Rune _ in name.EnumerateRunes())
            points++;
        return points <= MaxCodePoints ? name : Sentence.Of($"{what} has at most {MaxCodePoints} characters, not {points}");
    }

    /// <summary>True if <see cref="Normalise"/> would leave <paramref name="name"/> unchanged.</summary>
    public static bool IsName(string? name) => Normalise(name, $"a name").TryGet(out string? normal) && normal == name;

    private static Sentence? Fault(string text, Sentence what)
    {
        for (int i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
                return $"{what} holds half a surrogate pair (U+{(int)text[i]:X4})";
            if (IsInvisible(rune.Value))
                return $"{what} holds the control or invisible character U+{rune.Value:X4}";
            if (rune.Value >= FirstThatCanChange && !s_platformNormalises)
                return $"{what} holds U+{rune.Value:X4}, which needs Unicode normalisation: install ICU (libicu) or use plain letters";
            i += rune.Utf16SequenceLength;
        }
        return null;
    }

    private static bool IsInvisible(int point) => point
        is < 0x20 or (>= 0x7F and <= 0x9F) // C0, DEL, C1
        or 0xAD or 0x200B or 0x2060 or 0xFEFF // soft hyphen, zero-width space, word joiner, byte order mark
        or 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) // writing direction
        or 0x2028 or 0x2029; // line and paragraph separator
}
