namespace Terminal.Gui.Input;

/// <summary>What a click is bound to.</summary>
public record struct MouseBinding : ICommandBinding
{
    /// <summary>These commands for what this mouse event is.</summary>
    public MouseBinding(Command[] commands, Mouse args)
    {
        Commands = commands;
        MouseEvent = args;
    }

    /// <inheritdoc/>
    public Command[] Commands { get; init; }

    /// <inheritdoc/>
    public object? Data { get; init; }

    /// <summary>What the mouse did.</summary>
    public Mouse? MouseEvent { get; set; }
}
