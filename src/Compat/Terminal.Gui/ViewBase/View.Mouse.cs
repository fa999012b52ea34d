namespace Terminal.Gui.ViewBase;

public partial class View
{
    /// <summary>The mouse did something here, and nothing has been done for it yet.</summary>
    public event EventHandler<Mouse>? MouseEvent;

    /// <summary>What the mouse means here; at first, letting the left button go activates.</summary>
    public MouseBindings MouseBindings { get; } = new();

    /// <summary>Passes what the mouse did through the events and bindings of this view.</summary>
    /// <returns>Whether it was handled.</returns>
    public bool? NewMouseEvent(Mouse mouse)
    {
        ArgumentNullException.ThrowIfNull(mouse);
        if (!Enabled || !Visible || mouse.Flags == MouseFlags.PositionReport)
            return false;
        if (OnMouseEvent(mouse) || mouse.Handled)
            return true;
        MouseEvent?.Invoke(this, mouse);
        if (mouse.Handled)
            return true;
        if (!MouseBindings.TryGet(mouse.Flags, out var binding))
            return false;
        mouse.Handled = InvokeCommands(binding.Commands, binding with { MouseEvent = mouse }) == true;
        return mouse.Handled;
    }

    /// <summary>The innermost view at a cell of the screen, this one included.</summary>
    internal View? DeepestAt(Point screen)
    {
        if (!Visible || !Enabled || !FrameToScreen().Contains(screen))
            return null;
        return DeepestIn(_paddingViews, screen)
            ?? (ViewportToScreen().Contains(screen) ? DeepestIn(_subViews, screen) : null)
            ?? this;
    }

    /// <summary>The mouse did something here.</summary>
    /// <returns>Whether it is handled.</returns>
    protected virtual bool OnMouseEvent(Mouse mouse) => false;

    private static View? DeepestIn(List<View> views, Point screen)
    {
        for (var i = views.Count - 1; i >= 0; i--)
        {
            if (views[i].DeepestAt(screen) is { } found)
                return found;
        }
        return null;
    }
}
