using System.Buffers;
using System.Globalization;
using System.Text;

namespace Election.Node.Talk.Plain;

/// <summary>
/// Turns bytes from an unknown sender into text that cannot disturb a screen. UTF-8 is kept; a control or invisible character becomes
/// <c>\n</c>, <c>\t</c>, <c>\r</c> or <c>\u001B</c>, a byte that is not UTF-8 becomes <c>\xFF</c>, and a backslash is doubled, so that
/// different bytes never look alike.
/// </summary>
internal static class PrintableText
{
    /// <summary>The bytes as one line.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done;
            if (isText)
                Append(text, rune);
            else
                AppendRaw(text, bytes[..length]);
            bytes = bytes[length..];
        }
        return text.ToString();
    }

    /// <summary>Text of unknown origin as one line.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The sentence with every string among its values made printable.</summary>
    public static Sentence Within(Sentence sentence) => sentence.WithValues(value => value is string text ? Of(text) : value);

    /// <summary>True if a character can be shown on a screen unchanged.</summary>
    public static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned);

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.Value is '\\')
            text.Append(@"\\");
        else if (IsPlain(rune))
            text.Append(rune);
        else
            text.Append(rune.Value switch
            {
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                <= char.MaxValue => string.Create(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $@"\U{rune.Value:X8}"),
            });
    }

    private static void AppendRaw(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
            text.Append(CultureInfo.InvariantCulture, $@"\x{one:X2}");
    }
}
