namespace Terminal.Gui.Text;

/// <summary>Lays a view's text out: lines, wrapping, alignment and the hot key in it.</summary>
public class TextFormatter
{
    private string _text = string.Empty;

    /// <summary>The text. A line break starts a new line where <see cref="MultiLine"/> or <see cref="WordWrap"/> is set.</summary>
    public string Text
    {
        get => _text;
        set => _text = value ?? string.Empty;
    }

    /// <summary>Where the lines stand across.</summary>
    public Alignment Alignment { get; set; }

    /// <summary>Where the lines stand down.</summary>
    public Alignment VerticalAlignment { get; set; }

    /// <summary>Whether lines that are too long go on in the next; initially so.</summary>
    public bool WordWrap { get; set; } = true;

    /// <summary>Whether line breaks in the text break lines.</summary>
    public bool MultiLine { get; set; }

    /// <summary>The character before the hot key, itself not shown; U+FFFF for none.</summary>
    public Rune HotKeySpecifier { get; set; } = new('\uFFFF');

    /// <summary>Finds the character after the specifier.</summary>
    /// <returns>Whether there is one that a key can type.</returns>
    public static bool FindHotKey(string text, Rune hotKeySpecifier, out int hotPos, out Key hotKey, bool firstUpperCase = false)
    {
        hotPos = -1;
        hotKey = Key.Empty;
        if (string.IsNullOrEmpty(text) || hotKeySpecifier.Value == 0xFFFF)
            return false;
        var at = text.IndexOf(hotKeySpecifier.ToString(), StringComparison.Ordinal);
        if (at < 0 || !Rune.TryGetRuneAt(text, Math.Min(at + hotKeySpecifier.Utf16SequenceLength, text.Length - 1), out var rune))
            return false;
        if (at + hotKeySpecifier.Utf16SequenceLength >= text.Length || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            return false;
        hotPos = at;
        hotKey = new Key(Rune.ToLowerInvariant(rune).Value);
        return true;
    }

    /// <summary>The text without the specifier at this place.</summary>
    public static string RemoveHotKeySpecifier(string text, int hotPos, Rune hotKeySpecifier)
    {
        ArgumentNullException.ThrowIfNull(text);
        return hotPos < 0 || hotPos >= text.Length ? text : text.Remove(hotPos, hotKeySpecifier.Utf16SequenceLength);
    }

    /// <summary>The text in exactly this many columns: what is too long is cut, what is too short is filled with spaces.</summary>
    public static string ClipOrPad(string text, int width) => TextLines.Fit(text ?? string.Empty, Math.Max(0, width), pad: true);

    /// <summary>The text in lines of at most this many columns, broken between words where it can be.</summary>
    public static List<string> WordWrapText(string text, int width) => TextLines.Wrap(text ?? string.Empty, Math.Max(1, width));

    /// <summary>The lines as they would be drawn in this many columns, and where the hot key is in the shown text, or -1.</summary>
    internal List<string> Lines(int width, out int hotAt)
    {
        var shown = FindHotKey(Text, HotKeySpecifier, out hotAt, out _) ? RemoveHotKeySpecifier(Text, hotAt, HotKeySpecifier) : Text;
        if (WordWrap)
            return TextLines.Wrap(shown, Math.Max(1, width));
        return MultiLine ? TextLines.Split(shown) : [shown];
    }

    /// <summary>The size the text needs in this many columns.</summary>
    internal Size SizeIn(int width)
    {
        if (Text.Length == 0)
            return Size.Empty;
        var lines = Lines(width, out _);
        return new Size(lines.Max(line => line.GetColumns()), lines.Count);
    }
}
