using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class LayoutTests
{
    [Fact]
    public void A_window_draws_its_border_its_title_and_what_is_in_it()
    {
        using var headless = new Headless(24, 6);
        using var window = new Window { Title = "Election" };
        window.Add(new Label { Text = "Sánchez 10", X = 1, Y = 1 });
        headless.Begin(window);

        Assert.Equal(
            """
            ┌┤Election├────────────┐
            │                      │
            │ Sánchez 10           │
            │                      │
            │                      │
            └──────────────────────┘
            """.ReplaceLineEndings("\n"),
            headless.Frame());
    }

    [Fact]
    public void Places_and_sizes_depend_on_the_room_and_on_other_views()
    {
        using var headless = new Headless(20, 8);
        using var window = new Window { BorderStyle = LineStyle.None };
        var left = new FrameView { Title = "L", Width = Dim.Percent(50), Height = Dim.Fill(1), BorderStyle = LineStyle.Single };
        var right = new FrameView { X = Pos.Right(left), Width = Dim.Fill(), Height = 3, BorderStyle = LineStyle.Double };
        var below = new Label { Text = "below", X = Pos.Left(right), Y = Pos.Bottom(right) + 1 };
        var centre = new Label { Text = "mid", X = Pos.Center(), Y = Pos.AnchorEnd() };
        window.Add(left, right, below, centre);
        headless.Begin(window);

        Assert.Equal(
            """
            ┌┤L├─────┐╔════════╗
            │        │║        ║
            │        │╚════════╝
            │        │
            │        │below
            │        │
            └────────┘
                    mid
            """.ReplaceLineEndings("\n"),
            headless.Frame());
    }
}
