namespace Terminal.Gui.Testing;

/// <summary>Short forms for <see cref="IInputInjector"/>.</summary>
public static class InputInjectionExtensions
{
    /// <summary>Presses a key.</summary>
    public static void InjectKey(this IApplication app, Key key)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.GetInputInjector().InjectKey(key);
    }

    /// <summary>Lets the mouse do something.</summary>
    public static void InjectMouse(this IApplication app, Mouse mouseEvent)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.GetInputInjector().InjectMouse(mouseEvent);
    }
}
