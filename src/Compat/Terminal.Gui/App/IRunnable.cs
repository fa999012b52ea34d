namespace Terminal.Gui.App;

/// <summary>
/// Something that runs until it is stopped, on top of what ran before. Derive from <see cref="Runnable"/>, which implements it.
/// </summary>
public interface IRunnable
{
    /// <summary>What it came to; null if it was stopped without a result.</summary>
    object? Result { get; set; }

    /// <summary>Whether it has been begun and not ended.</summary>
    bool IsRunning { get; }

    /// <summary>Whether it is the top one, which gets the keys.</summary>
    bool IsModal { get; }

    /// <summary>Set to make it stop.</summary>
    bool StopRequested { get; set; }

    /// <summary>It is about to begin or to end; either can be cancelled.</summary>
    event EventHandler<CancelEventArgs<bool>>? IsRunningChanging;

    /// <summary>It has begun or ended.</summary>
    event EventHandler<EventArgs<bool>>? IsRunningChanged;

    /// <summary>It has become the top one, or another has.</summary>
    event EventHandler<EventArgs<bool>>? IsModalChanged;

    /// <summary>Asks it to stop.</summary>
    void RequestStop();

    /// <summary>For the application: says which one runs it.</summary>
    void SetApp(IApplication app);

    /// <summary>For the application: sets <see cref="IsRunning"/>.</summary>
    void SetIsRunning(bool value);

    /// <summary>For the application: asks whether it may begin or end.</summary>
    /// <returns>Whether that was cancelled.</returns>
    bool RaiseIsRunningChanging(bool oldIsRunning, bool newIsRunning);

    /// <summary>For the application: says that it has begun or ended.</summary>
    void RaiseIsRunningChangedEvent(bool newIsRunning);

    /// <summary>For the application: sets <see cref="IsModal"/>.</summary>
    void SetIsModal(bool value);

    /// <summary>For the application: says that it has become the top one or no longer is.</summary>
    void RaiseIsModalChangedEvent(bool newIsModal);
}

/// <summary>Something that runs and has a result of this type.</summary>
public interface IRunnable<TResult> : IRunnable
{
    /// <summary>What it came to.</summary>
    new TResult? Result { get; set; }
}
