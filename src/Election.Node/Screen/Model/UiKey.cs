using System.Text;

namespace Election.Node.Screen.Model;

/// <summary>What a key press is.</summary>
internal enum UiKeyKind
{
    /// <summary>A character.</summary>
    Character,

    /// <summary>Return.</summary>
    Enter,

    /// <summary>Escape.</summary>
    Escape,

    /// <summary>Forward.</summary>
    Tab,

    /// <summary>Back.</summary>
    BackTab,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,

    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,

    /// <summary>A page up.</summary>
    PageUp,

    /// <summary>A page down.</summary>
    PageDown,

    /// <summary>To the beginning.</summary>
    Home,

    /// <summary>To the end.</summary>
    End,

    /// <summary>Takes back the last character.</summary>
    Backspace,

    /// <summary>Control and C.</summary>
    Interrupt,
}

/// <summary>A key press.</summary>
/// <param name="Kind">Which key.</param>
/// <param name="Character">The character, for <see cref="UiKeyKind.Character"/>.</param>
internal readonly record struct UiKey(UiKeyKind Kind, Rune Character = default)
{
    /// <summary>The key of a character.</summary>
    public static UiKey Of(char character) => new(UiKeyKind.Character, new Rune(character));

    /// <summary>The character as one UTF-16 unit; zero for other keys.</summary>
    public char Letter => Kind == UiKeyKind.Character && Character.IsBmp ? (char)Character.Value : '\0';
}
