namespace Terminal.Gui.App;

/// <summary>What the loop is to call, and when.</summary>
public interface ITimedEvents
{
    /// <summary>Adds a call after a time, repeated as long as it returns true.</summary>
    /// <returns>What <see cref="Remove"/> takes.</returns>
    object Add(TimeSpan time, Func<bool> callback);

    /// <summary>Takes a call back.</summary>
    /// <returns>Whether it was still there.</returns>
    bool Remove(object token);

    /// <summary>Makes the calls that are due.</summary>
    void RunTimers();

    /// <summary>Takes all calls back.</summary>
    void StopAll();
}
