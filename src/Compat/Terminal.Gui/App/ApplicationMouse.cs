namespace Terminal.Gui.App;

internal sealed class ApplicationMouse : IMouse
{
    public IApplication? App { get; set; }

    public Point? LastMousePosition { get; set; }

    public bool IsMouseDisabled { get; set; }

    public event EventHandler<Mouse>? MouseEvent;

    public void RaiseMouseEvent(Mouse mouse)
    {
        LastMousePosition = mouse.ScreenPosition;
        if (IsMouseDisabled)
            return;
        var view = App?.TopRunnableView?.DeepestAt(mouse.ScreenPosition);
        mouse.View = view;
        mouse.Position = mouse.ScreenPosition;
        MouseEvent?.Invoke(this, mouse);
        while (!mouse.Handled && view is not null)
        {
            mouse.View = view;
            mouse.Position = view.ScreenToViewport(mouse.ScreenPosition);
            if (view.NewMouseEvent(mouse) == true)
                return;
            view = view.SuperView;
        }
    }
}
