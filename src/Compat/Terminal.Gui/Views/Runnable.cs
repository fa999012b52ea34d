namespace Terminal.Gui.Views;

/// <summary>A view that fills the screen and runs until it is stopped.</summary>
public class Runnable : View, IRunnable
{
    /// <summary>One that fills the screen.</summary>
    public Runnable()
    {
        CanFocus = true;
        TabStop = TabBehavior.TabGroup;
        Width = Dim.Fill();
        Height = Dim.Fill();
        SchemeName = SchemeManager.SchemesToSchemeName(Schemes.Base);
    }

    /// <inheritdoc/>
    public event EventHandler<CancelEventArgs<bool>>? IsRunningChanging;

    /// <inheritdoc/>
    public event EventHandler<EventArgs<bool>>? IsRunningChanged;

    /// <inheritdoc/>
    public event EventHandler<EventArgs<bool>>? IsModalChanged;

    /// <inheritdoc/>
    public object? Result { get; set; }

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public bool IsModal { get; private set; }

    /// <inheritdoc/>
    public bool StopRequested { get; set; }

    /// <inheritdoc/>
    public virtual void RequestStop() => App?.RequestStop(this);

    /// <inheritdoc/>
    public void SetApp(IApplication app) => App = app;

    /// <inheritdoc/>
    public void SetIsRunning(bool value) => IsRunning = value;

    /// <inheritdoc/>
    public void SetIsModal(bool value) => IsModal = value;

    /// <inheritdoc/>
    public bool RaiseIsRunningChanging(bool oldIsRunning, bool newIsRunning)
    {
        if (newIsRunning)
            Result = null;
        if (OnIsRunningChanging(oldIsRunning, newIsRunning))
            return true;
        var args = new CancelEventArgs<bool>(oldIsRunning, newIsRunning);
        IsRunningChanging?.Invoke(this, args);
        return args.Cancel;
    }

    /// <inheritdoc/>
    public void RaiseIsRunningChangedEvent(bool newIsRunning)
    {
        if (newIsRunning && !IsInitialized)
        {
            BeginInit();
            EndInit();
        }
        OnIsRunningChanged(newIsRunning);
        IsRunningChanged?.Invoke(this, new EventArgs<bool>(newIsRunning));
    }

    /// <inheritdoc/>
    public void RaiseIsModalChangedEvent(bool newIsModal)
    {
        if (newIsModal)
        {
            SetFocus();
            App?.Navigation?.SetFocused(MostFocused);
        }
        OnIsModalChanged(newIsModal);
        IsModalChanged?.Invoke(this, new EventArgs<bool>(newIsModal));
        SetNeedsLayout();
    }

    /// <summary>It is about to begin or to end.</summary>
    /// <returns>Whether to cancel that.</returns>
    protected virtual bool OnIsRunningChanging(bool oldIsRunning, bool newIsRunning) => false;

    /// <summary>It has begun or ended.</summary>
    protected virtual void OnIsRunningChanged(bool newIsRunning)
    {
    }

    /// <summary>It has become the top one, or no longer is.</summary>
    protected virtual void OnIsModalChanged(bool newIsModal)
    {
    }
}

/// <summary>A view that runs and has a result of this type.</summary>
public class Runnable<TResult> : Runnable, IRunnable<TResult>
{
    /// <inheritdoc/>
    public new TResult? Result
    {
        get => base.Result is TResult result ? result : default;
        set => base.Result = value;
    }
}
