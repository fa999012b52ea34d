using System.ComponentModel;

namespace Terminal.Gui.App;

/// <summary>An event about one value.</summary>
public class EventArgs<T>(in T currentValue) : EventArgs
{
    /// <summary>The value.</summary>
    public T Value { get; } = currentValue;
}

/// <summary>A change that can still be cancelled.</summary>
public class CancelEventArgs<T> : CancelEventArgs
{
    internal CancelEventArgs(T currentValue, T newValue)
    {
        CurrentValue = currentValue;
        NewValue = newValue;
    }

    /// <summary>The value as it is.</summary>
    public T CurrentValue { get; }

    /// <summary>The value as it will be.</summary>
    public T NewValue { get; set; }
}

/// <summary>A value that is about to change.</summary>
public class ValueChangingEventArgs<T>(T currentValue, T newValue)
{
    /// <summary>The value as it is.</summary>
    public T CurrentValue { get; } = currentValue;

    /// <summary>The value as it will be.</summary>
    public T NewValue { get; set; } = newValue;

    /// <summary>Set to keep the value as it is.</summary>
    public bool Handled { get; set; }
}

/// <summary>A value that has changed.</summary>
public class ValueChangedEventArgs<T>(T oldValue, T newValue)
{
    /// <summary>The value as it was.</summary>
    public T OldValue { get; } = oldValue;

    /// <summary>The value as it is.</summary>
    public T NewValue { get; } = newValue;
}

/// <summary>A question that an event asks: a handler that answers sets both properties.</summary>
public class ResultEventArgs<T>
{
    /// <summary>A question without an answer yet.</summary>
    public ResultEventArgs()
    {
    }

    /// <summary>A question with this answer unless somebody has another.</summary>
    public ResultEventArgs(T? result) => Result = result;

    /// <summary>The answer.</summary>
    public T? Result { get; set; }

    /// <summary>Whether the answer stands.</summary>
    public bool Handled { get; set; }
}
