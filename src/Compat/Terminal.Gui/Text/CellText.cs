using System.Buffers;
using System.Globalization;

namespace Terminal.Gui.Text;

/// <summary>
/// Splits text into what goes into one or two cells: a character and the marks over it. Nothing it yields can move a terminal's cursor or
/// change its state, and all of it has a width terminals agree on. A control character becomes its picture (U+2400 and on), another that
/// shows nothing becomes U+FFFD. Joiners and variation selectors are dropped, so that what they would join stands side by side in every
/// terminal; regional indicators become their letters, and a skin tone over a picture is dropped.
/// </summary>
internal ref struct CellText(string text)
{
    /// <summary>Marks over one character; further ones are dropped.</summary>
    internal const int MaximumMarks = 4;

    private const int FirstControlPicture = 0x2400;
    private const int DeletePicture = 0x2421;
    private const string Replacement = "\uFFFD";

    private static readonly string?[] Singles = new string?[0x3000];

    private int _at = 0;

    /// <summary>What to draw.</summary>
    internal string Current { get; private set; } = string.Empty;

    /// <summary>Its columns: 1 or 2.</summary>
    internal int Width { get; private set; } = 0;

    /// <summary>The columns of a whole text.</summary>
    internal static int Columns(string text)
    {
        var columns = 0;
        var cells = new CellText(text);
        while (cells.MoveNext())
            columns += cells.Width;
        return columns;
    }

    /// <summary>Goes to the next piece.</summary>
    internal bool MoveNext()
    {
        while (_at < text.Length)
        {
            var first = text[_at];
            if (first is >= ' ' and < '\u007F' && (_at + 1 == text.Length || text[_at + 1] < 0x300))
            {
                _at++;
                return Yield(Single(first), 1);
            }
            var start = _at;
            Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length);
            _at += length;
            if (IsDropped(rune))
                continue;
            if (Substitute(rune) is { } substitute)
                return Yield(substitute, 1);
            var width = RuneWidth.Of(rune);
            return Yield(WithMarks(start, rune, width), width);
        }
        return false;
    }

    private static string Single(char c) => c < Singles.Length ? Singles[c] ??= c.ToString() : c.ToString();

    private static bool IsDropped(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>What stands in the place of a code point that must not, or cannot dependably, be drawn; null where it can.</summary>
    private static string? Substitute(Rune rune)
    {
        if (rune.Value < 0x20)
            return Single((char)(FirstControlPicture + rune.Value));
        if (rune.Value == 0x7F)
            return Single((char)DeletePicture);
        if (rune.Value is >= 0x1F1E6 and <= 0x1F1FF)
            return Single((char)('A' + rune.Value - 0x1F1E6));
        return RuneWidth.IsMark(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            ? Replacement
            : null;
    }

    private bool Yield(string piece, int width)
    {
        Current = piece;
        Width = width;
        return true;
    }

    private string WithMarks(int start, Rune first, int width)
    {
        var end = _at;
        var marks = 0;
        System.Text.StringBuilder? kept = null;
        while (_at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length) == OperationStatus.Done)
        {
            var dropped = IsDropped(rune) || (width == 2 && IsSkinTone(rune));
            if (!dropped && !RuneWidth.IsMark(rune))
                break;
            if (!dropped && marks++ < MaximumMarks)
            {
                if (end != _at)
                    kept ??= new System.Text.StringBuilder(text, start, end - start, 16);
                kept?.Append(rune.ToString());
                if (kept is null)
                    end = _at + length;
            }
            _at += length;
        }
        if (kept is not null)
            return kept.ToString();
        return end - start == 1 ? Single(text[start]) : end - start == first.Utf16SequenceLength ? first.ToString() : text[start..end];
    }
}
