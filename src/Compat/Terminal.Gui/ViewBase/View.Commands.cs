namespace Terminal.Gui.ViewBase;

public partial class View
{
    private readonly Dictionary<Command, CommandImplementation> _commands = [];

    /// <summary>What a command does.</summary>
    /// <returns>True if it is done, false if it was tried, null if there was nothing to do: then the key or click goes on.</returns>
    public delegate bool? CommandImplementation(ICommandContext? ctx);

    /// <summary>The commands it knows.</summary>
    public IEnumerable<Command> GetSupportedCommands() => _commands.Keys;

    /// <summary>Lets it do commands that something is bound to.</summary>
    /// <returns>True if any was done; null if there was nothing to do.</returns>
    public bool? InvokeCommands(Command[] commands, ICommandBinding? binding)
    {
        ArgumentNullException.ThrowIfNull(commands);
        bool? done = null;
        foreach (var command in commands)
        {
            var result = InvokeCommand(command, binding);
            done = result == true ? true : done ?? result;
        }
        return done;
    }

    /// <summary>Lets it do a command that code gives.</summary>
    public bool? InvokeCommand(Command command) => InvokeCommand(command, default(ICommandBinding));

    /// <summary>Lets it do a command that something is bound to.</summary>
    public bool? InvokeCommand(Command command, ICommandBinding? binding) =>
        InvokeCommand(command, new CommandContext(command, new WeakReference<View>(this), binding));

    /// <summary>Lets it do a command that came this way.</summary>
    public bool? InvokeCommand(Command command, ICommandContext? ctx) => _commands.TryGetValue(command, out var does) ? does(ctx) : null;

    /// <summary>Says what a command does, in the place of what it did.</summary>
    protected void AddCommand(Command command, CommandImplementation impl) => _commands[command] = impl;

    /// <summary>Says what a command does, in the place of what it did.</summary>
    protected void AddCommand(Command command, Func<bool?> impl) => _commands[command] = _ => impl();

    private void SetUpCommands()
    {
        AddCommand(Command.Activate, DefaultActivateHandler);
        AddCommand(Command.Accept, DefaultAcceptHandler);
        AddCommand(Command.HotKey, DefaultHotKeyHandler);
        KeyBindings.Add(Key.Space, Command.Activate);
        KeyBindings.Add(Key.Enter, Command.Accept);
        MouseBindings.Add(MouseFlags.LeftButtonReleased, Command.Activate);
    }
}
