using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class FocusTests
{
    [Fact]
    public void Tab_goes_round_the_views_of_a_window_and_back_with_shift()
    {
        using var headless = new Headless(40, 10);
        var (window, a, b, c) = ThreeButtons();
        using (window)
        {
            headless.Begin(window);
            Assert.True(a.HasFocus);

            headless.Type(Key.Tab);
            Assert.True(b.HasFocus);
            headless.Type(Key.Tab);
            Assert.True(c.HasFocus);
            headless.Type(Key.Tab);
            Assert.True(a.HasFocus);
            headless.Type(Key.Tab.WithShift);
            Assert.True(c.HasFocus);
            Assert.Same(c, window.MostFocused);
        }
    }

    [Fact]
    public void Tab_stays_within_a_frame_and_F6_goes_to_the_next_where_the_focus_was()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        Button[] buttons = [new() { Text = "a" }, new() { Text = "b" }, new() { Text = "c" }, new() { Text = "d" }];
        var first = new FrameView { Width = 20, Height = 5 };
        var second = new FrameView { X = 20, Width = 18, Height = 5 };
        first.Add(buttons[0], buttons[1]);
        second.Add(buttons[2], buttons[3]);
        window.Add(first, second);
        headless.Begin(window);

        headless.Type(Key.Tab);
        Assert.True(buttons[1].HasFocus);
        headless.Type(Key.Tab);
        Assert.True(buttons[0].HasFocus);
        headless.Type(Key.Tab, Key.F6);
        Assert.True(buttons[2].HasFocus);
        headless.Type(Key.F6);
        Assert.True(buttons[1].HasFocus);
    }

    [Fact]
    public void What_cannot_be_seen_or_used_is_passed_over()
    {
        using var headless = new Headless(40, 10);
        var (window, a, b, c) = ThreeButtons();
        using (window)
        {
            headless.Begin(window);
            b.Enabled = false;
            headless.Type(Key.Tab);
            Assert.True(c.HasFocus);

            c.Visible = false;
            Assert.True(a.HasFocus);
            Assert.False(c.HasFocus);
        }
    }

    [Fact]
    public void A_view_that_is_removed_gives_the_focus_to_one_beside_it()
    {
        using var headless = new Headless(40, 10);
        var (window, a, b, _) = ThreeButtons();
        using (window)
        {
            headless.Begin(window);
            b.SetFocus();
            window.Remove(b);
            Assert.False(b.HasFocus);
            Assert.NotNull(window.Focused);
            Assert.True(window.HasFocus);
            b.Dispose();
            Assert.NotSame(b, window.MostFocused);
            Assert.True(a.CanFocus);
        }
    }

    [Fact]
    public void Changes_of_focus_are_reported_to_who_loses_and_who_gets_it()
    {
        using var headless = new Headless(40, 10);
        var (window, a, b, _) = ThreeButtons();
        using (window)
        {
            headless.Begin(window);
            List<string> told = [];
            a.HasFocusChanged += (_, e) => told.Add($"a {e.NewValue}");
            b.HasFocusChanged += (_, e) => told.Add($"b {e.NewValue}");
            headless.Type(Key.Tab);
            Assert.Equal(["a False", "b True"], told.Order());
        }
    }

    private static (Window Window, Button A, Button B, Button C) ThreeButtons()
    {
        Button a = new() { Text = "a" }, b = new() { Text = "b", Y = 1 }, c = new() { Text = "c", Y = 2 };
        var window = new Window();
        window.Add(a, b, c);
        return (window, a, b, c);
    }
}
