namespace Terminal.Gui.App;

/// <summary>
/// An application: a driver, a stack of runnables and the loop that feeds them. Everything belongs to the thread that called
/// <see cref="Init"/>, except <see cref="Invoke(Action)"/>, <see cref="AddTimeout"/> and <see cref="RemoveTimeout"/>.
/// Disposing it gives the terminal back as it was.
/// </summary>
public interface IApplication : IDisposable
{
    /// <summary>Whether it has a driver.</summary>
    bool Initialized { get; set; }

    /// <summary>The driver, once initialised.</summary>
    IDriver? Driver { get; set; }

    /// <summary>The screen, with its size in cells. Setting it sets the driver's size.</summary>
    Rectangle Screen { get; set; }

    /// <summary>Whether the next turn repaints everything.</summary>
    bool ClearScreenNextIteration { get; set; }

    /// <summary>Whether runs stop after one turn of the loop; for tests.</summary>
    bool StopAfterFirstIteration { get; set; }

    /// <summary>What runs on top.</summary>
    IRunnable? TopRunnable { get; }

    /// <summary>What runs on top, as a view.</summary>
    View? TopRunnableView { get; }

    /// <summary>Keys, and those bound for the whole application.</summary>
    IKeyboard Keyboard { get; set; }

    /// <summary>The mouse.</summary>
    IMouse Mouse { get; set; }

    /// <summary>The focus.</summary>
    ApplicationNavigation? Navigation { get; set; }

    /// <summary>The timeouts.</summary>
    ITimedEvents? TimedEvents { get; }

    /// <summary>A turn of the loop begins.</summary>
    event EventHandler<EventArgs<IApplication?>>? Iteration;

    /// <summary>The screen has another size.</summary>
    event EventHandler<EventArgs<Rectangle>>? ScreenChanged;

    /// <summary>A frame has been drawn.</summary>
    event EventHandler<EventArgs>? LayoutAndDrawComplete;

    /// <summary>Text was pasted, and no view has it yet.</summary>
    event EventHandler<PasteEventArgs>? Paste;

    /// <summary>
    /// Opens the driver: the terminal if standard input and output are one, else a screen of 80 by 25 in memory. The environment variable
    /// <c>DisableRealDriverIO=1</c> always means memory.
    /// </summary>
    /// <param name="driverName"><see cref="DriverRegistry.Names.ANSI"/>, or null for the same.</param>
    /// <exception cref="ArgumentException">There is no such driver.</exception>
    /// <exception cref="InvalidOperationException">It is initialised already.</exception>
    IApplication Init(string? driverName = null);

    /// <summary>Puts a runnable on top and draws it, without a loop.</summary>
    /// <returns>What <see cref="End"/> takes; null if its start was cancelled.</returns>
    SessionToken? Begin(IRunnable runnable);

    /// <summary>Runs until a stop is requested.</summary>
    /// <param name="runnable">What to run.</param>
    /// <param name="errorHandler">Asked about exceptions out of the loop: true goes on, false throws.</param>
    /// <returns>The result.</returns>
    object? Run(IRunnable runnable, Func<Exception, bool>? errorHandler = null);

    /// <summary>Makes, runs and disposes a runnable; initialises first if need be.</summary>
    IApplication Run<TRunnable>(Func<Exception, bool>? errorHandler = null, string? driverName = null) where TRunnable : IRunnable, new();

    /// <summary>Takes a runnable from the stack.</summary>
    void End(SessionToken sessionToken);

    /// <summary>Asks what runs on top to stop.</summary>
    void RequestStop();

    /// <summary>Asks this, or what runs on top, to stop.</summary>
    void RequestStop(IRunnable? runnable);

    /// <summary>Raises <see cref="Iteration"/>.</summary>
    void RaiseIteration();

    /// <summary>Lets the loop run this in its next turn; at once on the thread of a running loop.</summary>
    void Invoke(Action action);

    /// <summary>Lets the loop run this in its next turn; at once on the thread of a running loop.</summary>
    void Invoke(Action<IApplication>? action);

    /// <summary>Lets the loop run this after a time, and again as long as it returns true.</summary>
    /// <returns>What <see cref="RemoveTimeout"/> takes.</returns>
    object? AddTimeout(TimeSpan time, Func<bool> callback);

    /// <summary>Takes a timeout back.</summary>
    /// <returns>Whether it was still there.</returns>
    bool RemoveTimeout(object token);

    /// <summary>Lays out and draws what needs it, and shows what has changed.</summary>
    void LayoutAndDraw(bool forceRedraw = false);

    /// <summary>Raises <see cref="Paste"/>, then offers the text to the view that has the focus and those around it.</summary>
    /// <returns>Whether anybody took it.</returns>
    bool RaisePasteEvent(string text);

    /// <summary>Types and clicks in the place of a user; for tests.</summary>
    IInputInjector GetInputInjector();

    /// <summary>The result of the last run.</summary>
    object? GetResult();

    /// <summary>The result of the last run, if it is of this type.</summary>
    T? GetResult<T>() where T : class => GetResult() as T;
}
