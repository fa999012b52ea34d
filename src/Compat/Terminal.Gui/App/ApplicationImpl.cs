namespace Terminal.Gui.App;

internal sealed partial class ApplicationImpl : IApplication
{
    private readonly ITimeProvider _clock;
    private readonly TimedEvents _timedEvents;
    private object? _result;
    private int _threadId;

    internal ApplicationImpl(ITimeProvider clock)
    {
        _clock = clock;
        _timedEvents = new TimedEvents(clock);
        Keyboard = new ApplicationKeyboard { App = this };
        Mouse = new ApplicationMouse { App = this };
        Navigation = new ApplicationNavigation { App = this };
    }

    public bool Initialized { get; set; }

    public IDriver? Driver { get; set; }

    public IKeyboard Keyboard { get; set; }

    public IMouse Mouse { get; set; }

    public ApplicationNavigation? Navigation { get; set; }

    public ITimedEvents? TimedEvents => _timedEvents;

    public event EventHandler<PasteEventArgs>? Paste;

    public IApplication Init(string? driverName = null)
    {
        if (Initialized)
            throw new InvalidOperationException("The application is initialised already.");
        if (!string.IsNullOrEmpty(driverName) && !DriverRegistry.IsRegistered(driverName))
            throw new ArgumentException($"There is no driver '{driverName}'; there is '{DriverRegistry.Names.ANSI}'.", nameof(driverName));
        var driver = new AnsiDriver(TerminalPort.TryOpen(), _clock);
        driver.SizeChanged += (_, e) => RaiseScreenChanged(e.Size ?? Size.Empty);
        driver.KeyDown += (_, key) => Keyboard.RaiseKeyDownEvent(key);
        driver.MouseEvent += (_, mouse) => Mouse.RaiseMouseEvent(mouse);
        driver.Paste += (_, text) => RaisePasteEvent(text);
        Driver = driver;
        _threadId = Environment.CurrentManagedThreadId;
        Initialized = true;
        return this;
    }

    public object? AddTimeout(TimeSpan time, Func<bool> callback) => _timedEvents.Add(time, callback);

    public bool RemoveTimeout(object token) => _timedEvents.Remove(token);

    public void Invoke(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Invoke(_ => action());
    }

    public void Invoke(Action<IApplication>? action)
    {
        if (!Initialized)
            throw new NotInitializedException(nameof(Invoke));
        if (TopRunnable is { IsRunning: true } && _threadId == Environment.CurrentManagedThreadId)
        {
            action?.Invoke(this);
            return;
        }
        _timedEvents.Add(TimeSpan.Zero, () =>
        {
            action?.Invoke(this);
            return false;
        });
    }

    public bool RaisePasteEvent(string text)
    {
        var pasted = new PasteEventArgs(text);
        Paste?.Invoke(this, pasted);
        return pasted.Handled || TopRunnableView?.NewPasteEvent(text) == true;
    }

    public IInputInjector GetInputInjector() => new InputInjector(
        Driver as AnsiDriver ?? throw new NotInitializedException(nameof(GetInputInjector)), _clock);

    public object? GetResult() => _result;

    public void Dispose()
    {
        _timedEvents.StopAll();
        while (_sessions.TryPeek(out var session))
            Finish(session);
        (Driver as IDisposable)?.Dispose();
        Driver = null;
        Initialized = false;
    }
}
