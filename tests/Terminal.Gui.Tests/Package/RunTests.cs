using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

public class RunTests
{
    [Theory]
    [InlineData("Enter", 1)]
    [InlineData("n", 0)]
    [InlineData("Esc", null)]
    public void A_question_comes_back_with_the_number_of_the_button(string key, int? expected)
    {
        using var headless = new Headless(60, 16);
        using var window = new Window { Title = "below" };
        headless.Begin(window);
        var frame = string.Empty;
        headless.App.AddTimeout(TimeSpan.Zero, () =>
        {
            frame = headless.Frame();
            headless.Type(new Key(key));
            return false;
        });

        var answer = MessageBox.Query(headless.App, "Vote", "Vote for Sánchez?", "_No", "_Yes");

        Assert.Equal(expected, answer);
        Assert.Contains("┥Vote┝", frame, StringComparison.Ordinal);
        Assert.Contains("Vote for Sánchez?", frame, StringComparison.Ordinal);
        Assert.Contains("Yes", frame, StringComparison.Ordinal);
        Assert.Contains("┤below├", frame, StringComparison.Ordinal);
        Assert.DoesNotContain("Vote for", headless.Frame(), StringComparison.Ordinal);
        Assert.True(window.HasFocus);
    }

    [Fact]
    public void A_dialog_of_own_views_ends_with_the_button_that_is_clicked_or_entered()
    {
        using var headless = new Headless(60, 16);
        using var dialog = new Dialog { Title = "Filter", Buttons = [new Button { Text = "Cancel" }, new Button { Text = "OK" }] };
        var field = new TextField { Width = 20 };
        dialog.Add(field);
        headless.App.AddTimeout(TimeSpan.Zero, () =>
        {
            field.SetFocus();
            headless.Type(new Key('n'), new Key('3'), Key.Enter);
            return false;
        });

        headless.App.Run(dialog);

        Assert.Equal("n3", field.Text);
        Assert.Equal(1, dialog.Result);
        Assert.False(dialog.Canceled);
    }

    [Fact]
    public void A_stop_can_be_vetoed_once()
    {
        using var headless = new Headless(60, 16);
        using var window = new Window();
        var asked = 0;
        window.IsRunningChanging += (_, e) => e.Cancel = !e.NewValue && asked++ == 0;
        EventHandler<EventArgs<IApplication?>> stop = (_, _) => headless.App.RequestStop();
        headless.App.Iteration += stop;

        headless.App.Run(window);

        headless.App.Iteration -= stop;
        Assert.Equal(2, asked);
        Assert.False(window.IsRunning);
    }

    [Fact]
    public void What_other_threads_invoke_runs_in_the_loop()
    {
        using var headless = new Headless(60, 16);
        using var window = new Window();
        var ran = 0;
        var loop = Environment.CurrentManagedThreadId;
        window.IsRunningChanged += (_, e) =>
        {
            if (!e.Value)
                return;
            var other = new Thread(() => headless.App.Invoke(() =>
            {
                ran = Environment.CurrentManagedThreadId;
                headless.App.RequestStop();
            }));
            other.Start();
            other.Join();
        };

        headless.App.Run(window);

        Assert.Equal(loop, ran);
    }

    [Fact]
    public void Timeouts_run_when_the_clock_says_so_and_again_while_they_want_to()
    {
        using var headless = new Headless(60, 16);
        var ran = 0;
        var token = headless.App.AddTimeout(TimeSpan.FromSeconds(1), () => ++ran < 2);

        headless.App.TimedEvents!.RunTimers();
        Assert.Equal(0, ran);
        headless.Clock.Advance(TimeSpan.FromSeconds(1));
        headless.App.TimedEvents.RunTimers();
        Assert.Equal(1, ran);
        headless.Clock.Advance(TimeSpan.FromSeconds(5));
        headless.App.TimedEvents.RunTimers();
        headless.Clock.Advance(TimeSpan.FromSeconds(5));
        headless.App.TimedEvents.RunTimers();
        Assert.Equal(2, ran);
        Assert.False(headless.App.RemoveTimeout(token!));

        var other = headless.App.AddTimeout(TimeSpan.FromSeconds(1), () => ++ran < 0);
        Assert.True(headless.App.RemoveTimeout(other!));
        headless.Clock.Advance(TimeSpan.FromSeconds(5));
        headless.App.TimedEvents.RunTimers();
        Assert.Equal(2, ran);
    }

    [Fact]
    public void An_exception_in_the_loop_reaches_whoever_runs_it_unless_a_handler_takes_it()
    {
        using var headless = new Headless(60, 16);
        using var window = new Window();
        headless.App.AddTimeout(TimeSpan.Zero, () => throw new InvalidDataException("boom"));
        Assert.Throws<InvalidDataException>(() => headless.App.Run(window));

        headless.App.AddTimeout(TimeSpan.Zero, () => throw new InvalidDataException("taken"));
        headless.App.Run(window, error =>
        {
            headless.App.RequestStop();
            return error.Message == "taken";
        });
        Assert.False(window.IsRunning);
    }

    [Fact]
    public void An_application_that_is_not_initialised_says_so()
    {
        using var app = Application.Create();
        using var window = new Window();
        Assert.False(app.Initialized);
        Assert.Throws<NotInitializedException>(() => app.Run(window));
        Assert.Throws<NotInitializedException>(() => app.Invoke(() => { }));
    }
}
