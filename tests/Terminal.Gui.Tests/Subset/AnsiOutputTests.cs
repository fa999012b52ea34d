using System.Drawing;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace Terminal.Gui.Tests.Subset;

public sealed class AnsiOutputTests : IDisposable
{
    private readonly MemoryTerminal _terminal = new(new Size(20, 4));
    private readonly AnsiDriver _driver;

    public AnsiOutputTests() => _driver = new AnsiDriver(_terminal, new VirtualTimeProvider());

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void Only_cells_that_differ_are_sent()
    {
        Draw(0, 0, "votes: 10");
        _terminal.Taken();

        Draw(0, 0, "votes: 11");
        Assert.Contains("\e[1;9H", _terminal.Taken(), StringComparison.Ordinal);

        Draw(0, 0, "votes: 11");
        Assert.Equal(string.Empty, _terminal.Taken());
    }

    [Fact]
    public void A_cell_that_has_become_empty_is_emptied()
    {
        Draw(1, 3, "gone");
        _terminal.Taken();
        Draw(0, 0, string.Empty);
        Assert.Contains("\e[2;4H", _terminal.Taken(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_control_character_reaches_the_terminal_but_those_of_the_output_itself()
    {
        Draw(0, 0, "a\u001B[2Jb\a\r\n\t\u009Bc\u007F\u202Ed\u2028");
        var sent = _terminal.Taken();
        var rest = System.Text.RegularExpressions.Regex.Replace(sent, "\e\\[[0-9;?]*[A-Za-z]", string.Empty);
        Assert.DoesNotContain(rest, char.IsControl);
        Assert.DoesNotContain('\u202E', rest);
        Assert.DoesNotContain('\u2028', rest);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(sent, "\e\\[2J"));
    }

    [Fact]
    public void The_cursor_is_set_anew_behind_what_terminals_may_disagree_about()
    {
        Draw(0, 0, "日x");
        Assert.Contains("\e[1;1H日\e[1;3H", _terminal.Taken(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_emoji_sequence_stands_as_its_parts()
    {
        Draw(0, 0, "👨‍👩‍👧|🇪🇸|👍🏽|é");
        Assert.Equal("👨👩👧|ES|👍|é", _driver.ToString().Split(Environment.NewLine)[0].TrimEnd());
    }

    [Fact]
    public void What_is_wide_and_drawn_over_by_half_loses_both_halves()
    {
        Draw(0, 0, "日本", (1, "x"));
        Assert.Equal(" x本", _driver.ToString().Split(Environment.NewLine)[0].TrimEnd());
        Draw(0, 0, "日本", (2, "y"));
        Assert.Equal("日y", _driver.ToString().Split(Environment.NewLine)[0].TrimEnd());
        Draw(0, 0, "abcd", (1, "日"));
        Assert.Equal("a日d", _driver.ToString().Split(Environment.NewLine)[0].TrimEnd());
    }

    [Fact]
    public void Marks_are_kept_up_to_a_limit()
    {
        Draw(0, 0, "e" + new string('\u0301', 1000) + "x");
        var cell = _driver.Contents![0, 0].Grapheme;
        Assert.Equal(1 + Terminal.Gui.Text.CellText.MaximumMarks, cell.Length);
        Assert.Equal("x", _driver.Contents[0, 1].Grapheme);
    }

    [Fact]
    public void Another_size_sends_the_whole_frame_and_a_claim_without_measure_is_cut()
    {
        Draw(0, 0, "all");
        _terminal.Taken();
        _terminal.Size = new Size(30, 5);
        _driver.CheckSize();
        Draw(0, 0, "all");
        var sent = _terminal.Taken();
        Assert.Contains("\e[2J", sent, StringComparison.Ordinal);
        Assert.Contains("all", sent, StringComparison.Ordinal);

        _driver.SetScreenSize(1_000_000, 1_000_000);
        Assert.Equal((AnsiDriver.MaximumColumns, AnsiDriver.MaximumRows), (_driver.Cols, _driver.Rows));
        _driver.SetScreenSize(-1, 0);
        Assert.Equal((0, 0), (_driver.Cols, _driver.Rows));
    }

    [Fact]
    public void Colours_are_sent_as_the_palette_has_them()
    {
        _driver.Force16Colors = true;
        DrawIn(new Attribute(Color.BrightRed, Color.None, TextStyle.Bold | TextStyle.Reverse));
        Assert.Contains("\e[0;1;7;91m", _terminal.Taken(), StringComparison.Ordinal);
        DrawIn(new Attribute(new Color(250, 250, 250), Color.Blue));
        Assert.Contains("\e[0;97;44m", _terminal.Taken(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)TerminalColors.All, ";38;2;230;120;0")]
    [InlineData((int)TerminalColors.Indexed, ";38;5;172")]
    [InlineData((int)TerminalColors.Sixteen, ";33")]
    public void A_colour_comes_out_as_near_as_the_terminal_can(int palette, string expected)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        AnsiColors.AppendColor(bytes, new Color(230, 120, 0), (TerminalColors)palette, background: false);
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(bytes.WrittenSpan));
    }

    private void DrawIn(Attribute attribute)
    {
        _driver.ClearContents();
        _driver.SetAttribute(attribute);
        _driver.Move(0, 0);
        _driver.AddStr("x");
        _driver.Refresh();
    }

    private void Draw(int row, int column, string text, params (int Column, string Text)[] over)
    {
        _driver.ClearContents();
        _driver.Move(column, row);
        _driver.AddStr(text);
        foreach (var (at, other) in over)
        {
            _driver.Move(at, row);
            _driver.AddStr(other);
        }
        _driver.Refresh();
    }
}
