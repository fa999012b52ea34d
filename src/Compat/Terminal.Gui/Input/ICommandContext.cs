namespace Terminal.Gui.Input;

/// <summary>How a command came to a view.</summary>
public interface ICommandContext
{
    /// <summary>The command.</summary>
    Command Command { get; }

    /// <summary>The view it was first given to.</summary>
    WeakReference<View>? Source { get; }

    /// <summary>The binding that gave it; null if code did.</summary>
    ICommandBinding? Binding { get; }
}
