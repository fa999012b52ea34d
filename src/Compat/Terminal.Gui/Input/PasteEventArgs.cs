using System.ComponentModel;

namespace Terminal.Gui.Input;

/// <summary>Text was pasted into the terminal.</summary>
public class PasteEventArgs(string text) : HandledEventArgs
{
    /// <summary>The text, as the terminal sent it.</summary>
    public string Text { get; } = text;
}
