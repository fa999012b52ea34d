using System.Collections.ObjectModel;
using System.Drawing;
using Terminal.Gui.Drawing;
using Color = Terminal.Gui.Drawing.Color;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class ListViewTests
{
    [Fact]
    public void Keys_select_rows_and_scroll_to_them()
    {
        using var headless = new Headless(12, 5);
        var (window, list, _) = Rows(headless, 9);
        using (window)
        {
            headless.Type(Key.CursorDown, Key.CursorDown);
            Assert.Equal(1, list.SelectedItem);
            headless.Type(Key.End);
            Assert.Equal(8, list.SelectedItem);
            Assert.Equal("row 6\nrow 7\nrow 8", Inside(headless));
            headless.Type(Key.Home);
            Assert.Equal("row 0\nrow 1\nrow 2", Inside(headless));
            headless.Type(Key.PageDown);
            Assert.Equal(3, list.SelectedItem);
            headless.Type(Key.CursorUp);
            Assert.Equal(2, list.SelectedItem);
        }
    }

    [Fact]
    public void A_click_selects_the_row_under_it_and_the_wheel_scrolls()
    {
        using var headless = new Headless(12, 5);
        var (window, list, _) = Rows(headless, 9);
        using (window)
        {
            headless.App.InjectMouse(new Mouse { Flags = MouseFlags.WheeledDown, ScreenPosition = new Point(2, 2) });
            Assert.Equal("row 1\nrow 2\nrow 3", Inside(headless));
            ButtonTests.Click(headless, new Point(2, 2));
            Assert.Equal(2, list.SelectedItem);
        }
    }

    [Fact]
    public void Rows_come_and_go_with_the_collection()
    {
        using var headless = new Headless(12, 5);
        var (window, list, rows) = Rows(headless, 2);
        using (window)
        {
            rows.Add("more");
            Assert.Equal("row 0\nrow 1\nmore", Inside(headless));
            list.SelectedItem = 2;
            rows.RemoveAt(2);
            Assert.Equal(1, list.SelectedItem);
            rows[0] = "first";
            Assert.Equal("first\nrow 1", Inside(headless));
        }
    }

    [Fact]
    public void Another_row_is_reported_and_a_row_that_is_not_there_is_refused()
    {
        using var headless = new Headless(12, 5);
        var (window, list, _) = Rows(headless, 3);
        using (window)
        {
            List<int?> seen = [];
            list.ValueChanged += (_, e) => seen.Add(e.NewValue);
            list.SelectedItem = 1;
            list.Value = 1;
            list.SelectedItem = null;
            Assert.Equal([1, null], seen);
            Assert.Throws<ArgumentException>(() => list.SelectedItem = 3);
        }
    }

    [Fact]
    public void A_row_can_be_given_colours_of_its_own()
    {
        using var headless = new Headless(12, 5);
        var (window, list, _) = Rows(headless, 3);
        using (window)
        {
            var alarm = new Terminal.Gui.Drawing.Attribute(Color.Red, Color.None, TextStyle.Bold);
            list.RowRender += (_, e) => e.RowAttribute = e.Row == 1 ? alarm : null;
            list.SetNeedsDraw();
            headless.Frame();
            Assert.Equal(alarm, headless.App.Driver!.Contents![2, 1].Attribute);
            Assert.NotEqual(alarm, headless.App.Driver.Contents[1, 1].Attribute);
        }
    }

    private static (Window Window, ListView List, ObservableCollection<string> Rows) Rows(Headless headless, int count)
    {
        var rows = new ObservableCollection<string>(Enumerable.Range(0, count).Select(i => $"row {i}"));
        var list = new ListView { Width = Terminal.Gui.ViewBase.Dim.Fill(), Height = Terminal.Gui.ViewBase.Dim.Fill() };
        list.SetSource(rows);
        var window = new Window();
        window.Add(list);
        headless.Begin(window);
        return (window, list, rows);
    }

    private static string Inside(Headless headless) =>
        string.Join('\n', headless.Frame().Split('\n')[1..^1].Select(row => row.Trim('│').TrimEnd())).TrimEnd();
}
