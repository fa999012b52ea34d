using System.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class StatusBarTests
{
    [Fact]
    public void It_stands_in_the_last_row_with_keys_and_what_they_do()
    {
        using var headless = new Headless(40, 6);
        var (window, _) = Bar(headless);
        using (window)
        {
            var last = headless.Frame().Split('\n')[^1];
            Assert.Contains("F1", last, StringComparison.Ordinal);
            Assert.Contains("Help", last, StringComparison.Ordinal);
            Assert.Contains("Quit", last, StringComparison.Ordinal);
            Assert.True(last.IndexOf("Help", StringComparison.Ordinal) < last.IndexOf("Quit", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Its_keys_work_wherever_the_focus_is_and_so_do_clicks()
    {
        using var headless = new Headless(40, 6);
        var (window, done) = Bar(headless);
        using (window)
        {
            headless.Type(Key.F1);
            Assert.Equal(["help"], done);
            var at = headless.Frame().Split('\n')[^1].IndexOf("Quit", StringComparison.Ordinal);
            ButtonTests.Click(headless, new Point(at, 5));
            Assert.Equal("quit", done[^1]);
            Assert.True(window.SubViews.First().HasFocus);
        }
    }

    private static (Window Window, List<string> Done) Bar(Headless headless)
    {
        List<string> done = [];
        var bar = new StatusBar(
        [
            new Shortcut(Key.F1, "Help", () => done.Add("help")),
            new Shortcut(Key.Q.WithCtrl, "Quit", () => done.Add("quit")),
        ]);
        var window = new Window { BorderStyle = Terminal.Gui.Drawing.LineStyle.None };
        window.Add(new TextField { Width = 10 }, bar);
        headless.Begin(window);
        return (window, done);
    }
}
