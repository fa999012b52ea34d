using System.Text;

namespace Election.Node.Screen.Model;

/// <summary>The kind of a key press.</summary>
internal enum UiKeyKind
{
    /// <summary>A character that is typed.</summary>
    Character,

    /// <summary>The Return key.</summary>
    Enter,

    Escape,

    /// <summary>Tab: forward.</summary>
    Tab,

    /// <summary>Shift and Tab: back.</summary>
    BackTab,

    Up,

    Down,

    Left,

    Right,

    PageUp,

    PageDown,

    /// <summary>Goes to the start.</summary>
    Home,

    /// <summary>Goes to the end.</summary>
    End,

    /// <summary>Deletes the last character.</summary>
    Backspace,

    /// <summary>Control and C.</summary>
    Interrupt,
}

/// <summary>A key press.</summary>
/// <param name="Kind">The key, or <see cref="UiKeyKind.Character"/>.</param>
/// <param name="Character">The character, for <see cref="UiKeyKind.Character"/>.</param>
internal readonly record struct UiKey(UiKeyKind Kind, Rune Character = default)
{
    /// <summary>The key of a character.</summary>
    public static UiKey Of(char character) => new(UiKeyKind.Character, new Rune(character));

    /// <summary>The character as one UTF-16 unit; U+0000 for any other key.</summary>
    public char Letter => Kind == UiKeyKind.Character && Character.IsBmp ? (char)Character.Value : '\0';
}
