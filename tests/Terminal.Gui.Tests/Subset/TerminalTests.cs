using System.Drawing;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Time;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests.Subset;

public class TerminalTests
{
    [Fact]
    public void What_is_typed_becomes_keys_and_a_press_and_a_release_a_click()
    {
        var terminal = new MemoryTerminal(new Size(80, 24));
        using var driver = new AnsiDriver(terminal, new VirtualTimeProvider());
        List<string> seen = [];
        driver.KeyDown += (_, key) => seen.Add(key.ToString());
        driver.MouseEvent += (_, mouse) => seen.Add(mouse.Flags.ToString());
        driver.Paste += (_, text) => seen.Add(text);

        terminal.Type("1\e[B\e[<0;5;5M\e[<0;5;5m\e[200~x\e[201~");
        driver.ProcessInput();

        Assert.Equal(["1", "CursorDown", "LeftButtonPressed", "LeftButtonReleased", "LeftButtonClicked", "x"], seen);
    }

    [Fact]
    public void A_release_elsewhere_is_no_click()
    {
        var clicks = new ClickCounter(new VirtualTimeProvider());
        Assert.Null(clicks.After(new Mouse { Flags = MouseFlags.LeftButtonPressed, ScreenPosition = new Point(1, 1) }));
        Assert.Null(clicks.After(new Mouse { Flags = MouseFlags.LeftButtonReleased, ScreenPosition = new Point(9, 1) }));
        Assert.Null(clicks.After(new Mouse { Flags = MouseFlags.LeftButtonReleased, ScreenPosition = new Point(9, 1) }));
    }

    [Fact]
    public void One_turn_takes_so_many_bytes_and_the_rest_waits()
    {
        var terminal = new MemoryTerminal(new Size(80, 24));
        using var driver = new AnsiDriver(terminal, new VirtualTimeProvider());
        var keys = 0;
        driver.KeyDown += (_, _) => keys++;
        terminal.Type(new string('x', AnsiInput.MaximumBytesAtOnce + 10));
        driver.ProcessInput();
        Assert.Equal(AnsiInput.MaximumBytesAtOnce, keys);
        driver.ProcessInput();
        Assert.Equal(AnsiInput.MaximumBytesAtOnce + 10, keys);
    }

    [Fact]
    public void The_loop_of_a_terminal_that_is_gone_is_asked_to_stop()
    {
        var clock = new VirtualTimeProvider();
        var terminal = new MemoryTerminal(new Size(80, 24)) { IsGone = true };
        using var app = new ApplicationImpl(clock) { Driver = new AnsiDriver(terminal, clock), Initialized = true };
        using var window = new Window();

        app.Run(window);

        Assert.False(window.IsRunning);
    }
}
