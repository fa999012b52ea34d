using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class DialogTests
{
    [Fact]
    public void A_long_question_is_wrapped_and_shown_whole()
    {
        using var headless = new Headless(60, 16);
        using var window = new Window();
        headless.Begin(window);
        var frame = string.Empty;
        headless.App.AddTimeout(TimeSpan.Zero, () =>
        {
            frame = headless.Frame();
            headless.Type(Key.Esc);
            return false;
        });

        const string message = "Vote for Sánchez? This is final and cannot be taken back once it is ordered.";
        MessageBox.Query(headless.App, "Vote", message, "_No", "_Yes");

        Assert.Contains("Vote for Sánchez? This is final", frame, StringComparison.Ordinal);
        Assert.Contains("once it is ordered.", frame, StringComparison.Ordinal);
        Assert.Contains("⟦ No ⟧", frame, StringComparison.Ordinal);
        Assert.Contains("⟦► Yes ◄⟧", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialog_takes_the_keys_from_the_window_below_and_gives_them_back()
    {
        using var headless = new Headless(60, 16);
        using var window = new Window();
        var below = 0;
        window.KeyDown += (_, key) => below += key == Key.F3 ? 1 : 0;
        headless.Begin(window);
        headless.App.AddTimeout(TimeSpan.Zero, () =>
        {
            headless.Type(Key.F3, Key.Esc);
            return false;
        });

        MessageBox.Query(headless.App, "Vote", "Sure?", "_No", "_Yes");
        Assert.Equal(0, below);
        headless.Type(Key.F3);
        Assert.Equal(1, below);
        Assert.Same(window, headless.App.TopRunnableView);
    }

    [Fact]
    public void Tab_goes_from_the_views_of_a_dialog_to_its_buttons()
    {
        using var headless = new Headless(60, 16);
        var cancel = new Button { Text = "Cancel" };
        var ok = new Button { Text = "OK" };
        using var dialog = new Dialog { Title = "Filter", Width = 40, Height = 10 };
        dialog.AddButton(cancel);
        dialog.AddButton(ok);
        var field = new TextField { Width = 20 };
        dialog.Add(field);
        headless.App.Begin(dialog);
        field.SetFocus();

        List<View?> seen = [];
        for (var i = 0; i < 3; i++)
        {
            headless.Type(Key.Tab);
            seen.Add(dialog.MostFocused);
        }

        Assert.Equal([cancel, ok, field], seen);
    }
}
