namespace Terminal.Gui.Views;

public partial class ListView
{
    /// <summary>Selects the next row.</summary>
    public bool MoveDown(bool extend = false) => Select((_selected ?? -1) + 1);

    /// <summary>Selects the row before.</summary>
    public bool MoveUp(bool extend = false) => Select((_selected ?? 1) - 1);

    /// <summary>Selects the first row.</summary>
    public bool MoveHome(bool extend = false) => Select(0);

    /// <summary>Selects the last row.</summary>
    public bool MoveEnd(bool extend = false) => Select(int.MaxValue);

    /// <summary>Selects the row a page further.</summary>
    public bool MovePageDown(bool extend = false) => Select((_selected ?? 0) + Math.Max(1, Viewport.Height));

    /// <summary>Selects the row a page before.</summary>
    public bool MovePageUp(bool extend = false) => Select((_selected ?? 0) - Math.Max(1, Viewport.Height));

    /// <inheritdoc/>
    protected override void OnActivated(ICommandContext? ctx)
    {
        if (ctx?.Binding is MouseBinding { MouseEvent.Position: { } position } && Viewport.Y + position.Y < Source?.Count)
            Select(Viewport.Y + position.Y);
    }

    private void SetUpMoving()
    {
        Bind(Command.Up, () => MoveUp(), Key.CursorUp);
        Bind(Command.Down, () => MoveDown(), Key.CursorDown);
        Bind(Command.PageUp, () => MovePageUp(), Key.PageUp);
        Bind(Command.PageDown, () => MovePageDown(), Key.PageDown);
        Bind(Command.Start, () => MoveHome(), Key.Home);
        Bind(Command.End, () => MoveEnd(), Key.End);
        AddCommand(Command.ScrollUp, () => ScrollVertical(-1));
        AddCommand(Command.ScrollDown, () => ScrollVertical(1));
        MouseBindings.ReplaceCommands(MouseFlags.LeftButtonClicked, Command.Activate);
        MouseBindings.ReplaceCommands(MouseFlags.LeftButtonDoubleClicked, Command.Accept);
        MouseBindings.ReplaceCommands(MouseFlags.WheeledUp, Command.ScrollUp);
        MouseBindings.ReplaceCommands(MouseFlags.WheeledDown, Command.ScrollDown);
    }

    private void Bind(Command command, Func<bool> does, Key key)
    {
        AddCommand(command, () => does());
        KeyBindings.ReplaceCommands(key, command);
    }

    /// <summary>Selects the nearest row there is.</summary>
    /// <returns>Whether there are rows: then the key means this, even at the end.</returns>
    private bool Select(int row)
    {
        if (Source is null || Source.Count == 0)
            return false;
        SelectedItem = Math.Clamp(row, 0, Source.Count - 1);
        return true;
    }
}
