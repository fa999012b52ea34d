using System.Globalization;

namespace Terminal.Gui.Drivers;

/// <summary>Keys as xterm and those that follow it send them.</summary>
internal static class AnsiKeys
{
    private const int ModifyOtherKeys = 27;

    /// <summary>The key that a single character is; null for one that no key sends.</summary>
    internal static Key? OfCharacter(char c) => c switch
    {
        '\t' => Key.Tab,
        '\r' or '\n' => Key.Enter,
        '\b' or '\u007F' => Key.Backspace,
        '\0' => Key.Space.WithCtrl,
        >= '\u0001' and <= '\u001A' => new Key((KeyCode)(c + 'A' - 1)).WithCtrl,
        < ' ' or (>= '\u0080' and <= '\u009F') or '\uFFFD' => null,
        _ => new Key(c),
    };

    /// <summary>The key after ESC O.</summary>
    internal static Key? OfSingleShift(char c) => c switch
    {
        'M' => Key.Enter,
        >= 'P' and <= 'S' => new Key(KeyCode.F1 + (uint)(c - 'P')),
        _ => OfLetter(c),
    };

    /// <summary>The key of a control sequence: its parameters and its last character; null for none that is known.</summary>
    internal static Key? OfControl(string parameters, char final)
    {
        Span<int> numbers = stackalloc int[3];
        if (!TryReadNumbers(parameters, numbers, out var count))
            return null;
        var modifiers = Modifiers(count > 1 ? numbers[1] : 1);
        var key = final switch
        {
            '~' when numbers[0] == ModifyOtherKeys && count == 3 => OfCodePoint(numbers[2]),
            '~' => OfNumber(numbers[0]),
            'u' => OfCodePoint(numbers[0]),
            'Z' => Key.Tab.WithShift,
            >= 'P' and <= 'S' when count == 0 || numbers[0] == 1 => new Key(KeyCode.F1 + (uint)(final - 'P')),
            _ when count == 0 || numbers[0] == 1 => OfLetter(final),
            _ => null,
        };
        return key is null ? null : new Key(key.KeyCode | modifiers);
    }

    private static Key? OfLetter(char final) => final switch
    {
        'A' => Key.CursorUp,
        'B' => Key.CursorDown,
        'C' => Key.CursorRight,
        'D' => Key.CursorLeft,
        'F' => Key.End,
        'H' => Key.Home,
        _ => null,
    };

    private static Key? OfNumber(int number) => number switch
    {
        1 or 7 => Key.Home,
        2 => Key.InsertChar,
        3 => Key.Delete,
        4 or 8 => Key.End,
        5 => Key.PageUp,
        6 => Key.PageDown,
        >= 11 and <= 15 => new Key(KeyCode.F1 + (uint)(number - 11)),
        >= 17 and <= 21 => new Key(KeyCode.F6 + (uint)(number - 17)),
        23 or 24 => new Key(KeyCode.F11 + (uint)(number - 23)),
        _ => null,
    };

    private static Key? OfCodePoint(int value) => value switch
    {
        (int)KeyCode.Esc => Key.Esc,
        <= char.MaxValue => char.IsSurrogate((char)value) ? null : OfCharacter((char)value),
        _ => Rune.IsValid(value) ? new Key((KeyCode)value) : null,
    };

    /// <summary>One more than the sum of 1 for Shift, 2 for Alt and 4 for Ctrl.</summary>
    private static KeyCode Modifiers(int parameter)
    {
        var bits = parameter - 1;
        return ((bits & 1) != 0 ? KeyCode.ShiftMask : 0)
            | ((bits & 2) != 0 ? KeyCode.AltMask : 0)
            | ((bits & 4) != 0 ? KeyCode.CtrlMask : 0);
    }

    private static bool TryReadNumbers(string parameters, Span<int> numbers, out int count)
    {
        count = 0;
        foreach (var range in parameters.AsSpan().Split(';'))
        {
            var part = parameters.AsSpan()[range];
            var main = part.IndexOf(':') is var colon and >= 0 ? part[..colon] : part;
            if (count == numbers.Length)
                return false;
            if (parameters.Length == 0)
                break;
            var value = 1;
            if (main.Length > 0 && !int.TryParse(main, NumberStyles.None, CultureInfo.InvariantCulture, out value))
                return false;
            numbers[count++] = value;
        }
        return true;
    }
}
