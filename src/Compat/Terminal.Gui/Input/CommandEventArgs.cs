using System.ComponentModel;

namespace Terminal.Gui.Input;

/// <summary>A view does what a command asks; a handler that sets Handled has done it in its place.</summary>
public class CommandEventArgs : HandledEventArgs
{
    /// <summary>How the command came.</summary>
    public required ICommandContext? Context { get; init; }
}
