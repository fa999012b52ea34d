namespace Terminal.Gui.Input;

/// <summary>What a key is bound to.</summary>
public record struct KeyBinding : ICommandBinding
{
    /// <summary>These commands of the view that holds the binding.</summary>
    public KeyBinding(Command[] commands, object? data = null)
    {
        Commands = commands;
        Data = data;
    }

    /// <summary>These commands of another view.</summary>
    public KeyBinding(Command[] commands, View? target, object? data = null)
    {
        Commands = commands;
        Target = target;
        Data = data;
    }

    /// <inheritdoc/>
    public Command[] Commands { get; init; }

    /// <inheritdoc/>
    public object? Data { get; init; }

    /// <summary>The key, once it was pressed.</summary>
    public Key? Key { get; set; }

    /// <summary>The view that is to do it, if it is not the one that holds the binding.</summary>
    public View? Target { get; set; }
}
