namespace Terminal.Gui.Input;

/// <summary>How a command came to a view.</summary>
public readonly record struct CommandContext : ICommandContext
{
    /// <summary>A command to this view by this binding.</summary>
    public CommandContext(Command command, WeakReference<View>? source, ICommandBinding? binding)
    {
        Command = command;
        Source = source;
        Binding = binding;
    }

    /// <inheritdoc/>
    public Command Command { get; init; }

    /// <inheritdoc/>
    public WeakReference<View>? Source { get; init; }

    /// <inheritdoc/>
    public ICommandBinding? Binding { get; init; }

    internal CommandRoute Route { get; init; }
}

/// <summary>Which way a command goes through the views.</summary>
internal enum CommandRoute
{
    /// <summary>Given to this view itself.</summary>
    Direct,

    /// <summary>Handed on by a view inside this one.</summary>
    Up,

    /// <summary>Handed on by the view around this one.</summary>
    Down,
}
