using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Runtime;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Rectangle = System.Drawing.Rectangle;

namespace Election.Node.Screen.Views;

/// <summary>
/// The screen of one node in a terminal: messages go into <see cref="UiUpdate"/>, its effects go out, its model is shown. It lives on one
/// thread, looks into the mailbox some twenty times a second, and nobody ever waits for it.
/// </summary>
internal sealed class NodeApp : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    private readonly IApplication _app;
    private readonly Mailbox _mailbox;
    private readonly Action<UiEffect> _carryOut;
    private readonly Func<TimeSpan> _clock;
    private readonly ScreenWindow _window;
    private TimeSpan _lastTick;
    private bool _isOnTerminal;

    /// <summary>Builds the screen on an application that is initialised.</summary>
    /// <param name="app">The terminal; this object ends it.</param>
    /// <param name="start">What it shows at first, whatever the size in it.</param>
    /// <param name="mailbox">Where the node's news comes from.</param>
    /// <param name="carryOut">Does what the person wants; called on the screen's thread, and returns quickly.</param>
    /// <param name="clock">The time since the screen was opened.</param>
    public NodeApp(IApplication app, UiModel start, Mailbox mailbox, Action<UiEffect> carryOut, Func<TimeSpan> clock)
    {
        _app = app;
        _mailbox = mailbox;
        _carryOut = carryOut;
        _clock = clock;
        Model = start;
        _window = new ScreenWindow(start.Settings, key => Take(new KeyPressed(key)));
        _app.Keyboard.KeyDown += OnKey;
        _app.Paste += OnPaste;
        _app.ScreenChanged += OnScreenChanged;
        Take(new Resized(app.Screen.Width, app.Screen.Height));
    }

    /// <summary>Opens the screen on this process's terminal. Disposing of it gives the terminal back as it was.</summary>
    public static NodeApp Open(UiSettings settings, Mailbox mailbox, Action<UiEffect> carryOut, Func<TimeSpan> clock)
    {
        IApplication app = Application.Create().Init();
        try
        {
            return new NodeApp(app, new UiModel { Settings = settings }, mailbox, carryOut, clock) { _isOnTerminal = true };
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    /// <summary>What is shown.</summary>
    public UiModel Model { get; private set; }

    /// <summary>The root of the views.</summary>
    public ScreenWindow Window => _window;

    /// <summary>Shows the screen until the person leaves or the mailbox is closed.</summary>
    public void Run()
    {
        _app.AddTimeout(s_look, Look);
        _app.Run(_window);
    }

    /// <summary>Takes what is in the mailbox, and the time.</summary>
    /// <returns>Always: it is to be asked again.</returns>
    public bool Look()
    {
        TimeSpan now = _clock();
        UiModel before = Model;
        foreach (UiMessage message in _mailbox.TakeAll(now))
            Apply(message);
        if (now >= _lastTick + s_tick)
        {
            _lastTick = now;
            Apply(new Ticked(now));
        }
        // One frame for all that has come: a flood of notices costs no more than one of them.
        ShowUnless(before);
        if (_mailbox.IsClosed)
            _window.RequestStop();
        return true;
    }

    /// <summary>Takes one message, and shows what it leads to.</summary>
    public void Take(UiMessage message)
    {
        UiModel before = Model;
        Apply(message);
        ShowUnless(before);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _app.Keyboard.KeyDown -= OnKey;
        _app.Paste -= OnPaste;
        _app.ScreenChanged -= OnScreenChanged;
        _window.Dispose();
        // The library reads on from a terminal that is gone, and its end would wait for that for ever (Terminal.Gui 2.5.0).
        if (!_isOnTerminal || !TerminalWatch.HasGone())
            _app.Dispose();
    }

    private void Apply(UiMessage message)
    {
        UiStep step = UiUpdate.Apply(Model, message);
        Model = step.Model;
        foreach (UiEffect effect in step.Effects)
            CarryOut(effect);
    }

    private void ShowUnless(UiModel shown)
    {
        if (!ReferenceEquals(shown, Model))
            _window.Render(UiFrame.Of(Model), Model.Size.Width, Model.Size.Height);
    }

    private void CarryOut(UiEffect effect)
    {
        switch (effect)
        {
            case RingBellEffect:
                _app.Driver?.WriteRaw("\a");
                break;
            case LeaveEffect:
                _window.RequestStop();
                break;
            default:
                _carryOut(effect);
                break;
        }
    }

    // Every key is the model's: none reaches a view, so that the key table alone says what a key does.
    private void OnKey(object? sender, Key key)
    {
        key.Handled = true;
        if (KeyTranslation.Of(key) is { } pressed)
            Take(new KeyPressed(pressed));
    }

    private void OnPaste(object? sender, PasteEventArgs paste)
    {
        paste.Handled = true;
        Take(new TextPasted(paste.Text));
    }

    // The library empties its cells even where the size stays the same.
    private void OnScreenChanged(object? sender, EventArgs<Rectangle> screen)
    {
        _window.Forget();
        Take(new Resized(screen.Value.Width, screen.Value.Height));
    }
}
