using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Runtime;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Rectangle = System.Drawing.Rectangle;

namespace Election.Node.Screen.Views;

/// <summary>
/// The screen of one node on a terminal: messages go to <see cref="UiUpdate"/>, effects are carried out, and the model is shown. It runs on
/// one thread and checks the mailbox about twenty times a second; no other thread ever waits for it.
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

    /// <summary>Builds the screen on an initialised application.</summary>
    /// <param name="app">The terminal, which this object disposes of.</param>
    /// <param name="start">The first model, whose size is ignored.</param>
    /// <param name="mailbox">The source of the node's news.</param>
    /// <param name="carryOut">Carries out the person's requests; called on the screen's thread, and must return quickly.</param>
    /// <param name="clock">Returns the time since the screen opened.</param>
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

    /// <summary>Opens the screen on this process's terminal. Disposing of it restores the terminal.</summary>
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

    /// <summary>The model shown.</summary>
    public UiModel Model { get; private set; }

    /// <summary>The root of the views.</summary>
    public ScreenWindow Window => _window;

    /// <summary>Runs the screen until the person leaves or the mailbox is closed.</summary>
    public void Run()
    {
        _app.AddTimeout(s_look, Look);
        _app.Run(_window);
    }

    /// <summary>Collects the news from the mailbox and updates the time.</summary>
    /// <returns>Always true, so that the library calls it again.</returns>
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
        // One frame for all messages: a flood of notices costs no more than one notice.
        ShowUnless(before);
        if (_mailbox.IsClosed)
            _window.RequestStop();
        return true;
    }

    /// <summary>Applies one message and shows the result.</summary>
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
        // Terminal.Gui 2.5.0 keeps reading from a closed terminal, and its shutdown would wait for that read for ever.
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

    // The model takes every key, so that the key table alone defines all keys.
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

    // The library empties its cells even if the size stays the same.
    private void OnScreenChanged(object? sender, EventArgs<Rectangle> screen)
    {
        _window.Forget();
        Take(new Resized(screen.Value.Width, screen.Value.Height));
    }
}
