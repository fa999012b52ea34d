using System.Globalization;

namespace Terminal.Gui.Drivers;

/// <summary>Mouse reports in xterm's SGR form (mode 1006): button, column and row, counted from one.</summary>
internal static class AnsiMouse
{
    private const int ShiftBit = 4;
    private const int AltBit = 8;
    private const int CtrlBit = 16;
    private const int MotionBit = 32;
    private const int WheelBit = 64;
    private const int MoreButtonsBit = 128;

    /// <summary>What the mouse did; null if the report is none.</summary>
    internal static Mouse? Read(ReadOnlySpan<char> parameters, bool released)
    {
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        foreach (var range in parameters.Split(';'))
        {
            if (count == numbers.Length
                || !int.TryParse(parameters[range], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
                return null;
        }
        var (code, column, row) = (numbers[0], numbers[1], numbers[2]);
        if (count != numbers.Length || column is < 1 or > short.MaxValue || row is < 1 or > short.MaxValue)
            return null;
        if (Flags(code, released) is not { } flags)
            return null;
        return new Mouse { Flags = flags | Modifiers(code), ScreenPosition = new Point(column - 1, row - 1) };
    }

    private static MouseFlags? Flags(int code, bool released)
    {
        if ((code & MoreButtonsBit) != 0)
            return null;
        if ((code & WheelBit) != 0)
            return (code & 3) switch { 0 => MouseFlags.WheeledUp, 1 => MouseFlags.WheeledDown, _ => null };
        MouseFlags? button = (code & 3) switch
        {
            0 => released ? MouseFlags.LeftButtonReleased : MouseFlags.LeftButtonPressed,
            1 => released ? MouseFlags.MiddleButtonReleased : MouseFlags.MiddleButtonPressed,
            2 => released ? MouseFlags.RightButtonReleased : MouseFlags.RightButtonPressed,
            _ => MouseFlags.None,
        };
        return (code & MotionBit) != 0 ? button | MouseFlags.PositionReport : button;
    }

    private static MouseFlags Modifiers(int code) =>
        ((code & ShiftBit) != 0 ? MouseFlags.Shift : 0)
        | ((code & AltBit) != 0 ? MouseFlags.Alt : 0)
        | ((code & CtrlBit) != 0 ? MouseFlags.Ctrl : 0);
}
