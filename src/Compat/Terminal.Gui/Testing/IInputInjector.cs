namespace Terminal.Gui.Testing;

/// <summary>Types and clicks in the place of a user.</summary>
public interface IInputInjector
{
    /// <summary>Presses a key, which is handled before this returns.</summary>
    void InjectKey(Key key, InputInjectionOptions? options = null);

    /// <summary>
    /// Lets the mouse do something, which is handled before this returns. A press and a release in one place make a click.
    /// </summary>
    void InjectMouse(Mouse mouseEvent, InputInjectionOptions? options = null);
}

/// <summary>How input is injected. (The package has other ways; here there is one.)</summary>
public class InputInjectionOptions
{
}
