#pragma warning disable CS1591 // A list of names: each name says what it is.
namespace Terminal.Gui.Input;

/// <summary>What the mouse did, with the modifiers held.</summary>
[Flags]
public enum MouseFlags
{
    None = 0x0,
    LeftButtonReleased = 0x1,
    LeftButtonPressed = 0x2,
    LeftButtonClicked = 0x4,
    LeftButtonDoubleClicked = 0x8,
    LeftButtonTripleClicked = 0x10,
    MiddleButtonReleased = 0x40,
    MiddleButtonPressed = 0x80,
    MiddleButtonClicked = 0x100,
    MiddleButtonDoubleClicked = 0x200,
    MiddleButtonTripleClicked = 0x400,
    RightButtonReleased = 0x1000,
    RightButtonPressed = 0x2000,
    RightButtonClicked = 0x4000,
    RightButtonDoubleClicked = 0x8000,
    RightButtonTripleClicked = 0x10000,
    Ctrl = 0x1000000,
    Shift = 0x2000000,
    Alt = 0x4000000,
    AllEvents = 0x7FFFFFF,
    PositionReport = 0x8000000,
    WheeledUp = 0x10000000,
    WheeledLeft = 0x11000000,
    WheeledDown = 0x20000000,
    WheeledRight = 0x21000000,
}
