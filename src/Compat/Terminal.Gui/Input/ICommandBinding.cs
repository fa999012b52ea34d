namespace Terminal.Gui.Input;

/// <summary>What a key or a click is bound to.</summary>
public interface ICommandBinding
{
    /// <summary>The commands, in order.</summary>
    Command[] Commands { get; init; }

    /// <summary>Whatever who made the binding wants to find again.</summary>
    object? Data { get; init; }
}
