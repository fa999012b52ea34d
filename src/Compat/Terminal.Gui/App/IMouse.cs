namespace Terminal.Gui.App;

/// <summary>The mouse of an application.</summary>
public interface IMouse
{
    /// <summary>The application.</summary>
    IApplication? App { get; set; }

    /// <summary>Where the mouse was last.</summary>
    Point? LastMousePosition { get; set; }

    /// <summary>Whether the mouse is to do nothing.</summary>
    bool IsMouseDisabled { get; set; }

    /// <summary>The mouse did something, and no view has seen it yet.</summary>
    event EventHandler<Mouse>? MouseEvent;

    /// <summary>
    /// Passes what the mouse did through <see cref="MouseEvent"/> to the innermost view under it and on to those around that.
    /// </summary>
    void RaiseMouseEvent(Mouse mouse);
}
