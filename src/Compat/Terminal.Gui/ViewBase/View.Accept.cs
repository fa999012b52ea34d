namespace Terminal.Gui.ViewBase;

public partial class View
{
    /// <summary>It is about to be accepted, by Enter for instance; handling it keeps that from going on to the views around it.</summary>
    public event EventHandler<CommandEventArgs>? Accepting;

    /// <summary>It has been accepted.</summary>
    public event EventHandler<CommandEventArgs>? Accepted;

    /// <summary>It is about to be activated, by Space, a click or its hot key; handling it keeps it from being.</summary>
    public event EventHandler<CommandEventArgs>? Activating;

    /// <summary>It has been activated.</summary>
    public event EventHandler<EventArgs<ICommandContext?>>? Activated;

    /// <summary>Commands of the views in it that go on to it when they have not been handled.</summary>
    public IReadOnlyList<Command> CommandsToBubbleUp { get; set; } = [];

    /// <summary>The view that is accepted where nothing else is; else the default button in it.</summary>
    public View? DefaultAcceptView
    {
        get => field ?? _subViews.Concat(_paddingViews).FirstOrDefault(view => view is IAcceptTarget { IsDefault: true });
        set;
    }

    /// <summary>Accepts it: raises the events, goes on to the view around it, or to the default button.</summary>
    public bool? DefaultAcceptHandler(ICommandContext? ctx)
    {
        if (RaiseAccepting(ctx) == true)
            return true;
        var goesUp = GoesUp(Command.Accept);
        var instead = goesUp ? null : DefaultAcceptView;
        if (instead == this || instead == SourceOf(ctx))
            instead = null;
        instead?.InvokeCommand(Command.Accept, Routed(ctx, CommandRoute.Down));
        RaiseAccepted(ctx);
        return instead is not null || goesUp || this is IAcceptTarget || RouteOf(ctx) == CommandRoute.Up;
    }

    /// <summary>Activates it: raises the events, goes on to the view around it, and takes the focus.</summary>
    public bool? DefaultActivateHandler(ICommandContext? ctx)
    {
        if (RaiseActivating(ctx) == true)
            return true;
        if (RouteOf(ctx) == CommandRoute.Up)
            return false;
        if (CanFocus)
            SetFocus();
        RaiseActivated(ctx);
        return GoesUp(Command.Activate);
    }

    /// <summary>Gives it the focus and activates it.</summary>
    public bool? DefaultHotKeyHandler(ICommandContext? ctx)
    {
        if (!Visible)
            return false;
        if (CanFocus)
            SetFocus();
        OnHotKeyCommand(ctx);
        InvokeCommand(Command.Activate, ctx?.Binding);
        return true;
    }

    /// <summary>Asks whether it may be accepted, itself and then the views around it.</summary>
    /// <returns>Whether somebody has handled it.</returns>
    protected bool? RaiseAccepting(ICommandContext? ctx)
    {
        var args = new CommandEventArgs { Context = ctx };
        args.Handled = OnAccepting(args) || args.Handled;
        if (!args.Handled)
            Accepting?.Invoke(this, args);
        return args.Handled || HandOnUp(ctx);
    }

    /// <summary>Asks whether it may be activated, itself and then the views around it.</summary>
    /// <returns>Whether somebody has handled it.</returns>
    protected bool? RaiseActivating(ICommandContext? ctx)
    {
        var args = new CommandEventArgs { Context = ctx };
        args.Handled = OnActivating(args) || args.Handled;
        if (!args.Handled)
            Activating?.Invoke(this, args);
        return args.Handled || HandOnUp(ctx);
    }

    /// <summary>It is about to be accepted.</summary>
    /// <returns>Whether that is handled.</returns>
    protected virtual bool OnAccepting(CommandEventArgs args) => false;

    /// <summary>It has been accepted.</summary>
    protected virtual void OnAccepted(ICommandContext? ctx)
    {
    }

    /// <summary>It is about to be activated.</summary>
    /// <returns>Whether that is handled.</returns>
    protected virtual bool OnActivating(CommandEventArgs args) => false;

    /// <summary>It has been activated.</summary>
    protected virtual void OnActivated(ICommandContext? ctx)
    {
    }

    /// <summary>Its hot key was pressed; it has the focus and is activated next.</summary>
    protected virtual void OnHotKeyCommand(ICommandContext? ctx)
    {
    }

    private protected static View? SourceOf(ICommandContext? ctx) =>
        ctx?.Source is { } source && source.TryGetTarget(out var view) ? view : null;

    private static CommandRoute RouteOf(ICommandContext? ctx) => ctx is CommandContext context ? context.Route : CommandRoute.Direct;

    private static CommandContext Routed(ICommandContext? ctx, CommandRoute route) =>
        new(ctx?.Command ?? Command.NotBound, ctx?.Source, ctx?.Binding) { Route = route };

    private bool GoesUp(Command command) => SuperView?.CommandsToBubbleUp.Contains(command) == true;

    /// <summary>A command that came down is not handed up again, nor one of the button that is the default anyway.</summary>
    private bool HandOnUp(ICommandContext? ctx) =>
        ctx is not null && RouteOf(ctx) != CommandRoute.Down && GoesUp(ctx.Command)
        && SuperView?.InvokeCommand(ctx.Command, Routed(ctx, CommandRoute.Up)) == true
        && SourceOf(ctx) is not IAcceptTarget { IsDefault: true };

    private void RaiseAccepted(ICommandContext? ctx)
    {
        OnAccepted(ctx);
        Accepted?.Invoke(this, new CommandEventArgs { Context = ctx });
    }

    private void RaiseActivated(ICommandContext? ctx)
    {
        OnActivated(ctx);
        Activated?.Invoke(this, new EventArgs<ICommandContext?>(ctx));
    }
}
