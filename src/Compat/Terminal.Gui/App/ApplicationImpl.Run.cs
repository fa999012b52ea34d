namespace Terminal.Gui.App;

internal sealed partial class ApplicationImpl
{
    private readonly Stack<SessionToken> _sessions = new();

    public bool StopAfterFirstIteration { get; set; }

    public IRunnable? TopRunnable => _sessions.TryPeek(out var top) ? top.Runnable : null;

    public View? TopRunnableView => TopRunnable as View;

    public event EventHandler<EventArgs<IApplication?>>? Iteration;

    public void RaiseIteration() => Iteration?.Invoke(this, new EventArgs<IApplication?>(this));

    public SessionToken? Begin(IRunnable runnable)
    {
        ArgumentNullException.ThrowIfNull(runnable);
        if (runnable.IsRunning)
            throw new ArgumentException("It is running already.", nameof(runnable));
        if (runnable.RaiseIsRunningChanging(oldIsRunning: false, newIsRunning: true))
            return null;
        runnable.SetApp(this);
        Navigation?.SetFocused(null);
        var previous = TopRunnable;
        var token = new SessionToken(runnable);
        _sessions.Push(token);
        runnable.SetIsRunning(true);
        runnable.SetIsModal(true);
        previous?.SetIsModal(false);
        previous?.RaiseIsModalChangedEvent(newIsModal: false);
        runnable.RaiseIsRunningChangedEvent(newIsRunning: true);
        runnable.RaiseIsModalChangedEvent(newIsModal: true);
        LayoutAndDraw();
        return token;
    }

    public object? Run(IRunnable runnable, Func<Exception, bool>? errorHandler = null)
    {
        ArgumentNullException.ThrowIfNull(runnable);
        if (!Initialized)
            throw new NotInitializedException(nameof(Run));
        var token = runnable.IsRunning ? _sessions.FirstOrDefault(session => session.Runnable == runnable) : Begin(runnable);
        if (token is null)
            return null;
        do
        {
            try
            {
                Loop(runnable, errorHandler);
            }
            finally
            {
                End(token);
            }
        }
        while (runnable.IsRunning);
        return token.Result;
    }

    public IApplication Run<TRunnable>(Func<Exception, bool>? errorHandler = null, string? driverName = null)
        where TRunnable : IRunnable, new()
    {
        if (!Initialized)
            Init(driverName);
        var runnable = new TRunnable();
        using (runnable as IDisposable)
            Run(runnable, errorHandler);
        return this;
    }

    public void End(SessionToken sessionToken)
    {
        ArgumentNullException.ThrowIfNull(sessionToken);
        if (sessionToken.Runnable is { } runnable && !runnable.RaiseIsRunningChanging(oldIsRunning: true, newIsRunning: false))
            Finish(sessionToken);
    }

    public void RequestStop() => RequestStop(null);

    public void RequestStop(IRunnable? runnable)
    {
        if ((runnable ?? TopRunnable) is { } stopping)
            stopping.StopRequested = true;
    }

    private void Loop(IRunnable runnable, Func<Exception, bool>? errorHandler)
    {
        runnable.StopRequested = false;
        while (runnable is { StopRequested: false, IsRunning: true })
        {
            try
            {
                Turn();
            }
            catch (Exception error) when (errorHandler?.Invoke(error) == true)
            {
                // The handler has dealt with it, and the loop goes on.
            }
            if (StopAfterFirstIteration)
                RequestStop(runnable);
        }
    }

    private void Turn()
    {
        RaiseIteration();
        var driver = Driver as AnsiDriver ?? throw new NotInitializedException(nameof(Run));
        driver.ProcessInput();
        driver.CheckSize();
        LayoutAndDraw();
        Navigation?.UpdateCursor();
        _timedEvents.RunTimers();
        if (driver.IsGone)
            RequestStop();
        if (TopRunnable is { StopRequested: false } && !StopAfterFirstIteration)
            driver.Wait(TimeSpan.FromMilliseconds(1000 / Math.Clamp((int)Application.MaximumIterationsPerSecond, 1, 1000)));
    }

    /// <summary>Takes a session from the stack, wherever it stands, and gives what is then on top the keys.</summary>
    private void Finish(SessionToken session)
    {
        if (session.Runnable is not { } runnable)
            return;
        var wasTop = _sessions.TryPeek(out var top) && top == session;
        var others = _sessions.Where(other => other != session).Reverse().ToList();
        _sessions.Clear();
        others.ForEach(_sessions.Push);
        runnable.SetIsRunning(false);
        runnable.SetIsModal(false);
        runnable.RaiseIsModalChangedEvent(newIsModal: false);
        if (wasTop && TopRunnable is { } next)
        {
            next.SetIsModal(true);
            Navigation?.SetFocused(null);
            next.RaiseIsModalChangedEvent(newIsModal: true);
        }
        runnable.RaiseIsRunningChangedEvent(newIsRunning: false);
        session.Result = runnable.Result;
        _result = session.Result;
        session.Runnable = null;
        ClearScreenNextIteration = true;
    }
}
