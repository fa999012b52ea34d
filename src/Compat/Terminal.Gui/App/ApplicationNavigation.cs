namespace Terminal.Gui.App;

/// <summary>Where the focus is in an application.</summary>
public class ApplicationNavigation
{
    private View? _focused;

    /// <summary>The application.</summary>
    public IApplication? App { get; set; }

    /// <summary>Another view has the focus.</summary>
    public event EventHandler<EventArgs>? FocusedChanged;

    /// <summary>The innermost view that has the focus.</summary>
    public View? GetFocused() => _focused;

    /// <summary>Moves the focus on.</summary>
    /// <returns>Whether it moved.</returns>
    public bool AdvanceFocus(NavigationDirection direction, TabBehavior? behavior) =>
        App?.TopRunnableView?.AdvanceFocus(direction, behavior) == true;

    /// <summary>Shows the terminal's cursor where the view that has the focus wants it, if that can be seen, and else hides it.</summary>
    public void UpdateCursor()
    {
        var focused = App?.TopRunnableView?.MostFocused;
        var cursor = focused?.Cursor ?? new Cursor();
        if (cursor.Position is { } position)
        {
            for (var view = focused; view is not null; view = view.SuperView)
            {
                if (!view.ViewportToScreen().Contains(position))
                    cursor = new Cursor();
            }
        }
        App?.Driver?.SetCursor(cursor);
    }

    internal void SetFocused(View? view)
    {
        if (_focused == view)
            return;
        _focused = view;
        FocusedChanged?.Invoke(this, EventArgs.Empty);
    }
}
