using Terminal.Gui.Drawing;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Terminal.Gui.Tests;

public class DrawingTests
{
    [Fact]
    public void A_view_draws_its_content_in_its_own_cells_and_not_outside()
    {
        using var headless = new Headless(20, 6);
        using var window = new Window { BorderStyle = LineStyle.None };
        window.Add(new Painted(view =>
        {
            view.Move(0, 0);
            view.AddStr("0123456789");
            view.AddStr(2, 1, "x");
            view.AddStr(-1, 2, "ab");
            view.AddStr(0, 3, "below");
        }) { X = 3, Y = 1, Width = 5, Height = 3 });
        headless.Begin(window);

        Assert.Equal("\n   01234\n     x\n   b", headless.Frame());
    }

    [Fact]
    public void Colours_and_styles_are_those_set_or_of_the_scheme()
    {
        using var headless = new Headless(20, 6);
        using var window = new Window { BorderStyle = LineStyle.None };
        var plain = new Attribute(Color.White, Color.Blue);
        var own = new Attribute(new Color(230, 120, 0), Color.None, TextStyle.Bold | TextStyle.Underline);
        window.SetScheme(new Scheme(plain));
        window.Add(new Painted(view =>
        {
            view.AddStr(0, 0, "s");
            view.SetAttribute(own);
            view.AddStr(1, 0, "o");
            view.SetAttributeForRole(VisualRole.Normal);
            view.AddStr(2, 0, "n");
        }) { Width = 5, Height = 1 });
        headless.Begin(window);
        headless.Frame();

        var cells = headless.App.Driver!.Contents!;
        Assert.Equal([plain, own, plain], [cells[0, 0].Attribute, cells[0, 1].Attribute, cells[0, 2].Attribute]);
    }

    [Fact]
    public void Only_what_is_set_needed_is_drawn_again_and_a_smaller_text_leaves_nothing_behind()
    {
        using var headless = new Headless(20, 3);
        using var window = new Window { BorderStyle = LineStyle.None };
        var label = new Label { Text = "votes: 1000" };
        window.Add(label);
        headless.Begin(window);
        Assert.Equal("votes: 1000", headless.Frame());

        label.Text = "votes: 9";
        Assert.Equal("votes: 9", headless.Frame());
        label.Visible = false;
        Assert.Equal(string.Empty, headless.Frame());
    }

    [Fact]
    public void Wide_and_combining_characters_take_the_columns_a_terminal_gives_them()
    {
        Assert.Equal(4, "日本".GetColumns());
        Assert.Equal(7, "Sánchez".GetColumns());
        Assert.Equal(7, "Sa\u0301nchez".GetColumns());
        using var headless = new Headless(20, 3);
        using var window = new Window { BorderStyle = LineStyle.None };
        window.Add(new Painted(view => view.AddStr(0, 0, "日本|Sa\u0301n|")) { Width = 20, Height = 1 });
        headless.Begin(window);

        Assert.StartsWith("日本|S", headless.Frame(), StringComparison.Ordinal);
        var cells = headless.App.Driver!.Contents!;
        Assert.Equal("|", cells[0, 4].Grapheme);
        Assert.Equal("|", cells[0, 8].Grapheme);
    }

    [Fact]
    public void What_is_wide_and_has_one_column_left_is_replaced()
    {
        using var headless = new Headless(5, 1);
        using var window = new Window { BorderStyle = LineStyle.None };
        window.Add(new Painted(view => view.AddStr(0, 0, "ab日本")) { Width = 5, Height = 1 });
        headless.Begin(window);

        Assert.Equal("ab日", headless.Frame());
        Assert.Equal(1, headless.App.Driver!.Contents![0, 4].Grapheme.GetColumns());
    }

    [Fact]
    public void Control_characters_never_reach_a_cell()
    {
        using var headless = new Headless(40, 1);
        using var window = new Window { BorderStyle = LineStyle.None };
        var hostile = string.Concat(Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl).Take(38));
        window.Add(new Painted(view => view.AddStr(0, 0, hostile)) { Width = 40, Height = 1 });
        headless.Begin(window);

        Assert.DoesNotContain(headless.Frame(), char.IsControl);
    }

    [Fact]
    public void A_storm_of_sizes_and_no_size_at_all_leave_a_whole_frame()
    {
        using var headless = new Headless(80, 24);
        using var window = new Window { Title = "Election" };
        var list = new FrameView { Title = "日本語の題名", Width = Dim.Percent(50), Height = Dim.Fill() };
        window.Add(list, new Label { X = Pos.Right(list), Text = "Sánchez" }, new TextField { Y = Pos.AnchorEnd(), Width = Dim.Fill() });
        headless.Begin(window);
        for (var i = 0; i < 400; i++)
        {
            headless.App.Driver!.SetScreenSize(i * 37 % 90, i * 17 % 30);
            headless.Frame();
        }
        headless.App.Driver!.SetScreenSize(0, 0);
        Assert.Equal(string.Empty, headless.Frame());
        headless.App.Driver.SetScreenSize(80, 24);
        var frame = headless.Frame();
        Assert.Equal(24, frame.Split('\n').Length);
        Assert.Contains("┤Election├", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Glyphs_can_be_replaced_by_ascii()
    {
        var before = (Glyphs.HLine, Glyphs.VLine, Glyphs.ULCorner, Glyphs.URCorner, Glyphs.LLCorner, Glyphs.LRCorner);
        try
        {
            (Glyphs.HLine, Glyphs.VLine) = (new('-'), new('|'));
            (Glyphs.ULCorner, Glyphs.URCorner, Glyphs.LLCorner, Glyphs.LRCorner) = (new('+'), new('+'), new('+'), new('+'));
            using var headless = new Headless(6, 3);
            using var window = new Window();
            headless.Begin(window);
            Assert.Equal("+----+\n|    |\n+----+", headless.Frame());
        }
        finally
        {
            (Glyphs.HLine, Glyphs.VLine, Glyphs.ULCorner, Glyphs.URCorner, Glyphs.LLCorner, Glyphs.LRCorner) = before;
        }
    }

    private sealed class Painted(Action<View> paint) : View
    {
        protected override bool OnDrawingContent(DrawContext? context)
        {
            paint(this);
            return true;
        }
    }
}
