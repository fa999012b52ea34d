using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class KeyTests
{
    public static TheoryData<string, string> Names => new()
    {
        { Key.A.ToString(), "a" }, { Key.A.WithShift.ToString(), "A" }, { Key.C.WithCtrl.ToString(), "Ctrl+C" },
        { Key.D1.ToString(), "1" }, { Key.F1.ToString(), "F1" }, { Key.Esc.ToString(), "Esc" }, { Key.CursorUp.ToString(), "CursorUp" },
        { Key.Tab.WithShift.ToString(), "Shift+Tab" }, { new Key('?').ToString(), "?" }, { Key.Space.ToString(), "Space" },
        { new Key('ñ').ToString(), "ñ" }, { Key.X.WithAlt.ToString(), "Alt+X" }, { Key.Enter.ToString(), "Enter" },
        { new Key('/').ToString(), "/" }, { Key.PageDown.ToString(), "PageDown" },
        { Key.Delete.WithCtrl.WithShift.ToString(), "Ctrl+Shift+Delete" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_is_called_by_its_modifiers_and_what_it_types(string name, string expected) => Assert.Equal(expected, name);

    [Theory]
    [InlineData("Ctrl+C")]
    [InlineData("F5")]
    [InlineData("q")]
    [InlineData("Q")]
    [InlineData("Shift+Tab")]
    [InlineData("7")]
    [InlineData("PageUp")]
    [InlineData("Alt+x")]
    public void A_name_is_read_as_the_key_it_names(string name) =>
        Assert.Equal(name, new Key(name).ToString(), ignoreCase: name.Contains('+', StringComparison.Ordinal));

    [Fact]
    public void Keys_are_equal_by_code_whatever_has_happened_to_them()
    {
        var handled = new Key('q') { Handled = true };
        Assert.Equal(Key.Q, handled);
        Assert.True(Key.Q == handled);
        Assert.True(Key.Q != Key.Q.WithShift);
        Assert.Equal(Key.Q.GetHashCode(), handled.GetHashCode());
        Assert.Equal(new Key('Q'), Key.Q.WithShift);
        Assert.False(Key.Empty.IsValid);
        Assert.Equal('S', (char)new Key('S').AsRune.Value);
        Assert.Equal(default, Key.S.WithCtrl.AsRune);
    }

    [Fact]
    public void A_key_goes_inwards_first_and_outwards_until_it_is_handled()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        var frame = new FrameView { Width = 20, Height = 5 };
        var button = new Button { Text = "x" };
        frame.Add(button);
        window.Add(frame);
        List<string> seen = [];
        button.KeyDown += (_, key) => seen.Add($"button {key}");
        frame.KeyDown += (_, key) =>
        {
            seen.Add($"frame {key}");
            key.Handled = key == Key.F2;
        };
        window.KeyDown += (_, key) => seen.Add($"window {key}");
        headless.App.Keyboard.KeyDown += (_, key) => seen.Add($"app {key}");
        headless.Begin(window);

        headless.Type(Key.F2, Key.F3);

        Assert.Equal(["app F2", "button F2", "frame F2", "app F3", "button F3", "frame F3", "window F3"], seen);
    }

    [Fact]
    public void Keys_bound_for_the_application_can_be_taken_back_and_added()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        headless.App.Keyboard.KeyBindings.Remove(Key.Esc);
        headless.App.Keyboard.KeyBindings.ReplaceCommands(Key.Q.WithCtrl, Command.Quit);
        headless.Begin(window);

        headless.Type(Key.Esc);
        Assert.False(window.StopRequested);
        headless.Type(Key.Q.WithCtrl);
        Assert.True(window.StopRequested);
    }

    [Fact]
    public void A_view_does_what_its_keys_are_bound_to()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        var view = new Counting { Width = 10, Height = 1 };
        window.Add(view);
        headless.Begin(window);

        headless.Type(Key.CursorUp, Key.CursorUp, Key.CursorDown, Key.F7);

        Assert.Equal(1, view.Count);
        Assert.Equal(Key.F7, view.Last);
    }

    private sealed class Counting : View
    {
        public Counting()
        {
            CanFocus = true;
            AddCommand(Command.Up, () => Add(1));
            AddCommand(Command.Down, () => Add(-1));
            KeyBindings.Add(Key.CursorUp, Command.Up);
            KeyBindings.Add(Key.CursorDown, Command.Down);
        }

        public int Count { get; private set; }

        public Key? Last { get; private set; }

        protected override bool OnKeyDown(Key key)
        {
            Last = key;
            return false;
        }

        private bool? Add(int by)
        {
            Count += by;
            return true;
        }
    }
}
