using Terminal.Gui.App;
using Terminal.Gui.Text;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests.Subset;

public class LimitTests
{
    [Fact]
    public void Calls_waiting_for_a_loop_that_does_not_run_are_limited()
    {
        var events = new TimedEvents(new VirtualTimeProvider());
        for (var i = 0; i < TimedEvents.MaximumWaiting; i++)
            events.Add(TimeSpan.Zero, () => false);
        Assert.Throws<InvalidOperationException>(() => events.Add(TimeSpan.Zero, () => false));
        events.RunTimers();
        events.Add(TimeSpan.Zero, () => false);
    }

    [Fact]
    public void A_call_that_asks_to_be_made_again_at_once_waits_for_the_next_turn()
    {
        var events = new TimedEvents(new VirtualTimeProvider());
        var ran = 0;
        events.Add(TimeSpan.Zero, () => ++ran > 0);
        events.RunTimers();
        Assert.Equal(1, ran);
        events.RunTimers();
        Assert.Equal(2, ran);
    }

    [Fact]
    public void A_field_holds_so_many_characters_and_no_more()
    {
        using var field = new TextField { Text = new string('a', TextField.MaximumCharacters + 10) };
        Assert.Equal(TextField.MaximumCharacters, field.Text.Length);
        field.InsertText("b");
        Assert.Equal(TextField.MaximumCharacters, field.Text.Length);
    }

    [Fact]
    public void A_text_has_so_many_lines_and_no_more()
    {
        Assert.Equal(TextLines.MaximumLines, TextLines.Split(new string('\n', TextLines.MaximumLines + 5)).Count);
        Assert.Equal(TextLines.MaximumLines, TextLines.Wrap(new string('x', TextLines.MaximumLines + 5), 1).Count);
    }

    [Fact]
    public void Views_that_depend_on_one_another_in_a_circle_are_laid_out_all_the_same()
    {
        using var around = new View { Width = 50, Height = 10 };
        var (a, b) = (new View { Width = 2, Height = 1 }, new View { Width = 2, Height = 1 });
        a.X = Pos.Right(b);
        b.X = Pos.Right(a);
        around.Add(a, b);
        around.Layout(new System.Drawing.Size(80, 24));
        Assert.True(a.Frame.X <= 4 * View.MaximumLayoutRounds);
        Assert.False(around.NeedsLayout);
    }
}
