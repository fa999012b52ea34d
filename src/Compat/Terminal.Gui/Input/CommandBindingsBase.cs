using System.Diagnostics.CodeAnalysis;

namespace Terminal.Gui.Input;

/// <summary>Commands by what calls for them.</summary>
public abstract class CommandBindingsBase<TEvent, TBinding>
    where TEvent : notnull
    where TBinding : ICommandBinding, new()
{
    private readonly Dictionary<TEvent, TBinding> _bindings = [];

    private protected CommandBindingsBase()
    {
    }

    /// <summary>Whether anything can be bound to it.</summary>
    public abstract bool IsValid(TEvent eventArgs);

    /// <summary>Binds it.</summary>
    /// <exception cref="InvalidOperationException">It is bound already.</exception>
    public void Add(TEvent eventArgs, TBinding binding)
    {
        if (!IsValid(eventArgs))
            throw new ArgumentException($"Nothing can be bound to {eventArgs}.", nameof(eventArgs));
        if (!_bindings.TryAdd(eventArgs, binding))
            throw new InvalidOperationException($"{eventArgs} is bound already; remove or replace that binding.");
    }

    /// <summary>Binds it to these commands.</summary>
    /// <exception cref="InvalidOperationException">It is bound already.</exception>
    public void Add(TEvent eventArgs, params Command[] commands) => Add(eventArgs, Make(eventArgs, Needed(commands)));

    /// <summary>Binds it to these commands and no others.</summary>
    public void ReplaceCommands(TEvent eventArgs, params Command[] newCommands) =>
        _bindings[eventArgs] = Make(eventArgs, Needed(newCommands));

    /// <summary>Takes a binding back, if there is one.</summary>
    public void Remove(TEvent eventArgs) => _bindings.Remove(eventArgs);

    /// <summary>Takes every binding back.</summary>
    public void Clear() => _bindings.Clear();

    /// <summary>Finds a binding.</summary>
    public bool TryGet(TEvent eventArgs, [NotNullWhen(true)] out TBinding? binding)
    {
        var found = _bindings.TryGetValue(eventArgs, out var bound);
        binding = bound;
        return found;
    }

    /// <summary>All bindings.</summary>
    public IEnumerable<KeyValuePair<TEvent, TBinding>> GetBindings() => [.. _bindings];

    private protected abstract TBinding Make(TEvent eventArgs, Command[] commands);

    private static Command[] Needed(Command[] commands) =>
        commands.Length > 0 ? commands : throw new ArgumentException("A binding needs a command.", nameof(commands));
}

/// <summary>Commands by key.</summary>
public class KeyBindings : CommandBindingsBase<Key, KeyBinding>
{
    /// <inheritdoc/>
    public override bool IsValid(Key eventArgs) => eventArgs?.IsValid == true;

    private protected override KeyBinding Make(Key eventArgs, Command[] commands) => new(commands) { Key = eventArgs };
}

/// <summary>Commands by what the mouse did.</summary>
public class MouseBindings : CommandBindingsBase<MouseFlags, MouseBinding>
{
    /// <inheritdoc/>
    public override bool IsValid(MouseFlags eventArgs) => eventArgs != MouseFlags.None;

    private protected override MouseBinding Make(MouseFlags eventArgs, Command[] commands) =>
        new(commands, new Mouse { Flags = eventArgs });
}
