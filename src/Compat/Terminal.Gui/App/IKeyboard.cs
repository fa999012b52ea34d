namespace Terminal.Gui.App;

/// <summary>The keys of an application.</summary>
public interface IKeyboard
{
    /// <summary>The application.</summary>
    IApplication? App { get; set; }

    /// <summary>
    /// Keys bound for the whole application, which get what no view has handled. At first: Esc quits, Tab and the arrows move the focus
    /// between views, F6 between groups of them, F5 repaints.
    /// </summary>
    KeyBindings KeyBindings { get; }

    /// <summary>A key was pressed, and no view has seen it yet.</summary>
    event EventHandler<Key>? KeyDown;

    /// <summary>Passes a key through <see cref="KeyDown"/>, the views and the bindings until it is handled.</summary>
    /// <returns>Whether it was.</returns>
    bool RaiseKeyDownEvent(Key key);

    /// <summary>Does what the application has bound to a key.</summary>
    /// <returns>Null if nothing is bound; else whether it was done.</returns>
    bool? InvokeCommandsBoundToKey(Key key);
}
