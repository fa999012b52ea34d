#pragma warning disable CA1710 // The package calls it so.
namespace Terminal.Gui.Input;

/// <summary>Something the mouse did.</summary>
public class Mouse : EventArgs
{
    private const MouseFlags Clicks = MouseFlags.LeftButtonClicked | MouseFlags.MiddleButtonClicked | MouseFlags.RightButtonClicked;

    private const MouseFlags Presses = MouseFlags.LeftButtonPressed | MouseFlags.MiddleButtonPressed | MouseFlags.RightButtonPressed;

    private const MouseFlags Releases = MouseFlags.LeftButtonReleased | MouseFlags.MiddleButtonReleased | MouseFlags.RightButtonReleased;

    private const MouseFlags Wheel = MouseFlags.WheeledUp | MouseFlags.WheeledDown;

    /// <summary>Set by whoever acted on it: nobody else should.</summary>
    public bool Handled { get; set; }

    /// <summary>When, by the application's clock; clicks are counted by it.</summary>
    public DateTime? Timestamp { get; set; }

    /// <summary>What it did.</summary>
    public MouseFlags Flags { get; set; }

    /// <summary>Where, on the screen.</summary>
    public Point ScreenPosition { get; set; }

    /// <summary>The view that is being told.</summary>
    public View? View { get; set; }

    /// <summary>Where, in the viewport of that view.</summary>
    public Point? Position { get; set; }

    /// <summary>Whether a button went down, or is down while the mouse moves.</summary>
    public bool IsPressed => (Flags & Presses) != 0;

    /// <summary>Whether a button came up.</summary>
    public bool IsReleased => (Flags & Releases) != 0;

    /// <summary>Whether a button went down and came up again in one place.</summary>
    public bool IsSingleClicked => (Flags & Clicks) != 0;

    /// <summary>Whether the wheel turned.</summary>
    public bool IsWheel => (Flags & Wheel) != 0;
}
