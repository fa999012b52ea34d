namespace Terminal.Gui.Testing;

internal sealed class InputInjector(AnsiDriver driver, ITimeProvider clock) : IInputInjector
{
    public void InjectKey(Key key, InputInjectionOptions? options = null) => driver.RaiseKeyDown(key);

    public void InjectMouse(Mouse mouseEvent, InputInjectionOptions? options = null)
    {
        mouseEvent.Timestamp ??= clock.Now;
        driver.RaiseMouse(mouseEvent);
    }
}
