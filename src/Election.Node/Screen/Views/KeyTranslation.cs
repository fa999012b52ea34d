using System.Text;
using Election.Node.Screen.Model;
using Terminal.Gui.Input;

namespace Election.Node.Screen.Views;

/// <summary>Translates the library's keys into the screen's keys.</summary>
internal static class KeyTranslation
{
    private static readonly (Key Key, UiKeyKind Kind)[] s_named =
    [
        (Key.Enter, UiKeyKind.Enter), (Key.Esc, UiKeyKind.Escape), (Key.Tab, UiKeyKind.Tab), (Key.Tab.WithShift, UiKeyKind.BackTab),
        (Key.CursorUp, UiKeyKind.Up), (Key.CursorDown, UiKeyKind.Down), (Key.CursorLeft, UiKeyKind.Left),
        (Key.CursorRight, UiKeyKind.Right),
        (Key.PageUp, UiKeyKind.PageUp), (Key.PageDown, UiKeyKind.PageDown), (Key.Home, UiKeyKind.Home), (Key.End, UiKeyKind.End),
        (Key.Backspace, UiKeyKind.Backspace), (Key.C.WithCtrl, UiKeyKind.Interrupt),
    ];

    /// <summary>The screen's key; null for a key that it does not use.</summary>
    public static UiKey? Of(Key key)
    {
        foreach ((Key named, UiKeyKind kind) in s_named)
        {
            if (key == named)
                return new UiKey(kind);
        }
        Rune rune = key.IsCtrl || key.IsAlt ? default : key.AsRune;
        return rune.Value < ' ' ? null : new UiKey(UiKeyKind.Character, rune);
    }
}
