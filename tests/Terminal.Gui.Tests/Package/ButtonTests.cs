using System.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class ButtonTests
{
    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    [InlineData("s")]
    [InlineData("Alt+S")]
    public void A_button_is_accepted_by_enter_space_and_its_hot_key(string key)
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        var accepted = 0;
        var button = new Button { Text = "_Send", ShadowStyle = ShadowStyles.None };
        button.Accepting += (_, e) =>
        {
            accepted++;
            e.Handled = true;
        };
        window.Add(button);
        headless.Begin(window);

        headless.Type(new Key(key));

        Assert.Equal(1, accepted);
    }

    [Fact]
    public void A_click_accepts_a_button_and_gives_it_the_focus_only_where_it_is()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        var accepted = 0;
        var other = new Button { Text = "Other", ShadowStyle = ShadowStyles.None };
        var button = new Button { Text = "Send", X = 5, Y = 3, ShadowStyle = ShadowStyles.None };
        button.Accepting += (_, e) =>
        {
            accepted++;
            e.Handled = true;
        };
        window.Add(other, button);
        headless.Begin(window);

        Click(headless, new Point(2, 7));
        Assert.Equal(0, accepted);
        Click(headless, new Point(8, 4));
        Assert.Equal(1, accepted);
    }

    [Fact]
    public void Two_clicks_soon_after_one_another_are_a_double_click_and_later_ones_are_not()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        List<MouseFlags> seen = [];
        window.MouseEvent += (_, mouse) =>
        {
            if (!mouse.IsPressed && !mouse.IsReleased)
                seen.Add(mouse.Flags);
        };
        headless.Begin(window);

        Click(headless, new Point(3, 3));
        headless.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Click(headless, new Point(3, 3));
        headless.Clock.Advance(TimeSpan.FromMilliseconds(900));
        Click(headless, new Point(3, 3));

        Assert.Equal([MouseFlags.LeftButtonClicked, MouseFlags.LeftButtonDoubleClicked, MouseFlags.LeftButtonClicked], seen);
    }

    [Fact]
    public void A_click_is_told_in_the_cells_of_the_view_under_it()
    {
        using var headless = new Headless(40, 10);
        using var window = new Window();
        Point? at = null;
        var view = new View { X = 4, Y = 2, Width = 10, Height = 3 };
        view.MouseEvent += (_, mouse) => at = mouse.IsSingleClicked ? mouse.Position : at;
        window.Add(view);
        headless.Begin(window);

        Click(headless, new Point(7, 4));

        Assert.Equal(new Point(2, 1), at);
    }

    internal static void Click(Headless headless, Point at)
    {
        headless.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonPressed, ScreenPosition = at });
        headless.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonReleased, ScreenPosition = at });
    }
}
