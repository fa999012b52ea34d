namespace Terminal.Gui.Drivers;

/// <summary>
/// The screen as a frame in memory, the terminal that shows it if there is one, and the terminal's input. Without a terminal everything
/// works but nothing is shown: that is how frames are tested.
/// </summary>
internal sealed partial class AnsiDriver : IDriver
{
    /// <summary>Columns that a screen has at most, whatever a terminal claims.</summary>
    internal const int MaximumColumns = 1000;

    /// <summary>Rows that a screen has at most, whatever a terminal claims.</summary>
    internal const int MaximumRows = 500;

    private static readonly Size SizeWithoutTerminal = new(80, 25);

    private readonly ITerminal? _terminal;
    private readonly AnsiOutput? _output;
    private readonly AnsiInput _input;
    private readonly ClickCounter _clicks;
    private Size _terminalSize;
    private Cursor _cursor = new();

    internal AnsiDriver(ITerminal? terminal, ITimeProvider clock)
    {
        _terminal = terminal;
        _clicks = new ClickCounter(clock);
        _input = new AnsiInput(new InputEvents(RaiseKeyDown, RaiseMouse, text => Paste?.Invoke(this, text)));
        _terminalSize = terminal?.Size ?? SizeWithoutTerminal;
        Resize(_terminalSize);
        if (terminal is not null)
            _output = new AnsiOutput(terminal, TerminalPalette.OfEnvironment());
    }

    public event EventHandler<SizeChangedEventArgs>? SizeChanged;

    public event EventHandler<Key>? KeyDown;

    public event EventHandler<Mouse>? MouseEvent;

    public event EventHandler<string>? Paste;

    public Rectangle Screen => new(0, 0, Cols, Rows);

    public bool Force16Colors { get; set; }

    /// <summary>Whether there was a terminal and it is no longer there.</summary>
    internal bool IsGone => _terminal is { IsGone: true };

    public string? GetName() => DriverRegistry.Names.ANSI;

    public void SetScreenSize(int width, int height)
    {
        Resize(new Size(width, height));
        SizeChanged?.Invoke(this, new SizeChangedEventArgs(new Size(Cols, Rows)));
    }

    public void Refresh()
    {
        _output?.Show(_contents, Force16Colors);
        foreach (ref var cell in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, Cell>(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_contents)),
            _contents.Length))
            cell.IsDirty = false;
    }

    public void SetCursor(Cursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        _cursor = cursor;
        _output?.ShowCursor(cursor);
    }

    public Cursor GetCursor() => _cursor;

    public void WriteRaw(string ansi)
    {
        ArgumentNullException.ThrowIfNull(ansi);
        _output?.WriteRaw(ansi);
    }

    public void Dispose() => _terminal?.Dispose();

    /// <summary>Lets the next frame be sent whole.</summary>
    internal void ForgetShown() => _output?.Forget();

    /// <summary>Follows the terminal when its size has changed since it was last asked.</summary>
    internal void CheckSize()
    {
        if (_terminal is null || _terminal.Size == _terminalSize)
            return;
        _terminalSize = _terminal.Size;
        _output?.Forget();
        SetScreenSize(_terminalSize.Width, _terminalSize.Height);
    }

    /// <summary>Handles what has been typed since the last time, without waiting.</summary>
    internal void ProcessInput()
    {
        if (_terminal is null)
            return;
        Span<byte> bytes = stackalloc byte[AnsiInput.MaximumBytesAtOnce];
        var count = _terminal.Read(bytes);
        if (count > 0)
            _input.Take(bytes[..count], Environment.TickCount64);
        else
            _input.Expire(Environment.TickCount64);
    }

    /// <summary>Waits until something is typed, the size changes or the time is over.</summary>
    internal void Wait(TimeSpan time)
    {
        if (_terminal is null)
            Thread.Sleep(time);
        else
            _terminal.Wait(_input.IsHolding && time > AnsiInput.EscapeWait ? AnsiInput.EscapeWait : time);
    }

    internal void RaiseKeyDown(Key key) => KeyDown?.Invoke(this, key);

    /// <summary>Raises what the mouse did, and then the click if this completes one.</summary>
    internal void RaiseMouse(Mouse mouse)
    {
        var click = _clicks.After(mouse);
        MouseEvent?.Invoke(this, mouse);
        if (click is not null)
            MouseEvent?.Invoke(this, click);
    }
}
