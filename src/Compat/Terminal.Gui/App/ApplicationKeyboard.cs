namespace Terminal.Gui.App;

internal sealed class ApplicationKeyboard : IKeyboard
{
    public ApplicationKeyboard()
    {
        KeyBindings.Add(Key.Esc, Command.Quit);
        KeyBindings.Add(Key.F5, Command.Refresh);
        Bind(Command.NextTabStop, Key.Tab, Key.CursorRight, Key.CursorDown);
        Bind(Command.PreviousTabStop, Key.Tab.WithShift, Key.CursorLeft, Key.CursorUp);
        Bind(Command.NextTabGroup, Key.F6);
        Bind(Command.PreviousTabGroup, Key.F6.WithShift);
    }

    public IApplication? App { get; set; }

    public KeyBindings KeyBindings { get; } = new();

    public event EventHandler<Key>? KeyDown;

    public bool RaiseKeyDownEvent(Key key)
    {
        KeyDown?.Invoke(this, key);
        return key.Handled || App?.TopRunnableView?.NewKeyDownEvent(key) == true || InvokeCommandsBoundToKey(key) == true;
    }

    public bool? InvokeCommandsBoundToKey(Key key)
    {
        if (!KeyBindings.TryGet(key, out var binding))
            return null;
        if (binding.Target is { } target)
            return target.Enabled ? target.InvokeCommands(binding.Commands, binding) : null;
        bool? done = null;
        foreach (var command in binding.Commands)
            done = Invoke(command);
        return done;
    }

    private void Bind(Command command, params Key[] keys)
    {
        foreach (var key in keys)
            KeyBindings.Add(key, command);
    }

    private bool? Invoke(Command command)
    {
        switch (command)
        {
            case Command.Quit:
                App?.RequestStop();
                return true;
            case Command.Refresh:
                App?.LayoutAndDraw(forceRedraw: true);
                return true;
            case Command.NextTabStop:
                return App?.Navigation?.AdvanceFocus(NavigationDirection.Forward, TabBehavior.TabStop);
            case Command.PreviousTabStop:
                return App?.Navigation?.AdvanceFocus(NavigationDirection.Backward, TabBehavior.TabStop);
            case Command.NextTabGroup:
                return App?.Navigation?.AdvanceFocus(NavigationDirection.Forward, TabBehavior.TabGroup);
            case Command.PreviousTabGroup:
                return App?.Navigation?.AdvanceFocus(NavigationDirection.Backward, TabBehavior.TabGroup);
            default:
                throw new NotSupportedException($"The application has a key bound to {command} but does not know that command.");
        }
    }
}
