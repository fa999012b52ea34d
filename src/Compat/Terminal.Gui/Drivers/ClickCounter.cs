namespace Terminal.Gui.Drivers;

/// <summary>
/// Makes clicks of presses and releases: a button down and up in one place is a click, soon again a double one, then a triple.
/// </summary>
internal sealed class ClickCounter(ITimeProvider clock)
{
    /// <summary>How soon a click counts with the one before.</summary>
    internal static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    private const MouseFlags Modifiers = MouseFlags.Shift | MouseFlags.Ctrl | MouseFlags.Alt;

    private static readonly (MouseFlags Pressed, MouseFlags Released, MouseFlags[] Clicks)[] Buttons =
    [
        (MouseFlags.LeftButtonPressed, MouseFlags.LeftButtonReleased,
            [MouseFlags.LeftButtonClicked, MouseFlags.LeftButtonDoubleClicked, MouseFlags.LeftButtonTripleClicked]),
        (MouseFlags.MiddleButtonPressed, MouseFlags.MiddleButtonReleased,
            [MouseFlags.MiddleButtonClicked, MouseFlags.MiddleButtonDoubleClicked, MouseFlags.MiddleButtonTripleClicked]),
        (MouseFlags.RightButtonPressed, MouseFlags.RightButtonReleased,
            [MouseFlags.RightButtonClicked, MouseFlags.RightButtonDoubleClicked, MouseFlags.RightButtonTripleClicked]),
    ];

    private readonly Point?[] _down = new Point?[Buttons.Length];
    private (int Button, Point At, DateTime When, int Count) _last = (-1, default, default, 0);

    /// <summary>The click that this completes, if it does.</summary>
    internal Mouse? After(Mouse mouse)
    {
        for (var button = 0; button < Buttons.Length; button++)
        {
            if (mouse.Flags.HasFlag(Buttons[button].Pressed))
                _down[button] ??= mouse.ScreenPosition;
            if (!mouse.Flags.HasFlag(Buttons[button].Released))
                continue;
            var clicked = _down[button] == mouse.ScreenPosition;
            _down[button] = null;
            if (clicked)
                return Click(button, mouse);
        }
        return null;
    }

    private Mouse Click(int button, Mouse mouse)
    {
        var now = mouse.Timestamp ?? clock.Now;
        var again = _last.Button == button && _last.At == mouse.ScreenPosition && now - _last.When < Together;
        _last = (button, mouse.ScreenPosition, now, again ? _last.Count + 1 : 1);
        var clicks = Buttons[button].Clicks;
        return new Mouse
        {
            Timestamp = now,
            ScreenPosition = mouse.ScreenPosition,
            Flags = clicks[Math.Min(_last.Count, clicks.Length) - 1] | (mouse.Flags & Modifiers),
        };
    }
}
