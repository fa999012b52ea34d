using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class TextFieldTests
{
    [Fact]
    public void What_is_typed_goes_in_at_the_insertion_point_and_can_be_removed_there()
    {
        using var headless = new Headless(30, 5);
        var (window, field) = Field(headless);
        using (window)
        {
            Type(headless, "loss=5%");
            Assert.Equal("loss=5%", field.Text);
            headless.Type(Key.Home, Key.Delete, Key.End, Key.Backspace);
            Assert.Equal("oss=5", field.Text);
            headless.Type(Key.CursorLeft, new Key('0'));
            Assert.Equal("oss=05", field.Text);
            Assert.Equal(5, field.InsertionPoint);
            Assert.Contains("oss=05", headless.Frame(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_pasted_text_the_first_line_goes_in()
    {
        using var headless = new Headless(30, 5);
        var (window, field) = Field(headless);
        using (window)
        {
            Type(headless, "ab");
            headless.Type(Key.CursorLeft);
            Assert.True(headless.App.RaisePasteEvent("n1>n2\n:drop"));
            Assert.Equal("an1>n2b", field.Text);
        }
    }

    [Fact]
    public void Enter_accepts_and_changes_are_reported()
    {
        using var headless = new Headless(30, 5);
        var (window, field) = Field(headless);
        using (window)
        {
            var (changed, accepted) = (0, 0);
            field.TextChanged += (_, _) => changed++;
            field.Accepting += (_, e) =>
            {
                accepted++;
                e.Handled = true;
            };
            Type(headless, "x y");
            headless.Type(Key.Enter);
            Assert.Equal((3, 1), (changed, accepted));
            Assert.Equal("x y", field.Text);
        }
    }

    [Fact]
    public void A_text_longer_than_the_field_scrolls_to_where_it_is_edited()
    {
        using var headless = new Headless(30, 5);
        var (window, field) = Field(headless);
        using (window)
        {
            Type(headless, "abcdefghijklmnopqrst");
            Assert.Contains("t", headless.Frame(), StringComparison.Ordinal);
            Assert.DoesNotContain("abc", headless.Frame(), StringComparison.Ordinal);
            headless.Type(Key.Home);
            Assert.Contains("abc", headless.Frame(), StringComparison.Ordinal);
            Assert.Equal(0, field.InsertionPoint);
        }
    }

    [Fact]
    public void A_field_that_is_read_only_keeps_its_text()
    {
        using var headless = new Headless(30, 5);
        var (window, field) = Field(headless);
        using (window)
        {
            field.Text = "fixed";
            field.ReadOnly = true;
            Type(headless, "x");
            headless.Type(Key.Backspace);
            Assert.Equal("fixed", field.Text);
        }
    }

    private static void Type(Headless headless, string text)
    {
        foreach (var c in text)
            headless.Type(new Key(c));
    }

    private static (Window Window, TextField Field) Field(Headless headless)
    {
        var field = new TextField { Width = 10 };
        var window = new Window();
        window.Add(field);
        headless.Begin(window);
        return (window, field);
    }
}
