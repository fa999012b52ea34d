namespace Terminal.Gui.ViewBase;

public partial class View
{
    private bool _canFocus;
    private bool _hasFocus;

    /// <summary>It is about to get or to lose the focus.</summary>
    public event EventHandler<HasFocusEventArgs>? HasFocusChanging;

    /// <summary>It has got or lost the focus.</summary>
    public event EventHandler<HasFocusEventArgs>? HasFocusChanged;

    /// <summary>Whether it can have the focus has changed.</summary>
    public event EventHandler? CanFocusChanged;

    /// <summary>Whether it, or a view in it, can have the focus.</summary>
    public bool CanFocus
    {
        get => _canFocus;
        set
        {
            if (_canFocus == value)
                return;
            _canFocus = value;
            if (value)
                TabStop ??= TabBehavior.TabStop;
            else
                GiveUpFocus();
            if (value && SuperView is { HasFocus: true, Focused: null })
                SetFocus();
            OnCanFocusChanged();
        }
    }

    /// <summary>How it takes part when the focus moves; null, until it can have the focus, for not at all.</summary>
    public TabBehavior? TabStop { get; set; }

    /// <summary>Whether it, or a view in it, has the focus. Setting it gives the focus, or passes it on.</summary>
    public bool HasFocus
    {
        get => _hasFocus;
        set
        {
            if (value)
                SetFocus();
            else
                GiveUpFocus();
        }
    }

    /// <summary>The view directly in it that has the focus.</summary>
    public View? Focused => _subViews.Find(view => view._hasFocus) ?? _paddingViews.Find(view => view._hasFocus);

    /// <summary>The innermost view in it that has the focus; null without the focus.</summary>
    public View? MostFocused => _hasFocus ? Focused?.MostFocused ?? this : null;

    /// <summary>The view directly in it that had the focus last, and gets it back with it.</summary>
    public View? PreviouslyFocused { get; private set; }

    /// <summary>The terminal's cursor while it has the focus.</summary>
    public Cursor Cursor { get; set; } = new();

    /// <summary>Raises <see cref="CanFocusChanged"/>.</summary>
    public virtual void OnCanFocusChanged() => CanFocusChanged?.Invoke(this, EventArgs.Empty);

    /// <summary>Gives it the focus, or the view in it that had it last, or else the first in it that can.</summary>
    /// <returns>Whether the focus moved.</returns>
    public bool SetFocus() => !_hasFocus && CanTakeFocus() && FocusMove.To(Innermost());

    /// <summary>
    /// Moves the focus on among the views in it that behave so. At the end it begins again, unless the view around has more of them: then
    /// that is asked to go on.
    /// </summary>
    /// <returns>Whether the focus moved.</returns>
    public bool AdvanceFocus(NavigationDirection direction, TabBehavior? behavior)
    {
        var focused = Focused;
        if (focused?.AdvanceFocus(direction, behavior) == true)
            return true;
        var chain = FocusChain(direction, behavior);
        if (chain.Count == 0)
            return false;
        var next = (focused is null ? -1 : chain.IndexOf(focused)) + 1;
        if (next == chain.Count && GoesOnAround(direction, behavior))
            return false;
        return chain[next % chain.Count].SetFocus();
    }

    /// <summary>Tells what gets or loses the focus that it is about to.</summary>
    /// <returns>Whether that was cancelled.</returns>
    internal bool RaiseFocusChanging(bool gets, View? from, View? to)
    {
        var args = new HasFocusEventArgs(!gets, gets, from, to);
        if (OnHasFocusChanging(!gets, gets, from, to))
            return true;
        HasFocusChanging?.Invoke(this, args);
        return args.Cancel;
    }

    internal void TakeFocus(bool gets)
    {
        _hasFocus = gets;
        if (!gets && SuperView is { } around)
            around.PreviouslyFocused = this;
        SetNeedsDraw();
    }

    internal void RaiseFocusChanged(bool gets, View? from, View? to)
    {
        OnHasFocusChanged(gets, from, to);
        HasFocusChanged?.Invoke(this, new HasFocusEventArgs(!gets, gets, from, to));
    }

    /// <summary>It is about to get or to lose the focus.</summary>
    /// <returns>Whether to cancel that.</returns>
    protected virtual bool OnHasFocusChanging(bool currentHasFocus, bool newHasFocus, View? currentFocused, View? newFocused) => false;

    /// <summary>It has got or lost the focus.</summary>
    protected virtual void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView)
    {
    }

    private bool CanTakeFocus()
    {
        for (var view = this; view is not null; view = view.SuperView)
        {
            if (view is not { CanFocus: true, Enabled: true, Visible: true })
                return false;
        }
        return true;
    }

    private View Innermost()
    {
        var chain = FocusChain(NavigationDirection.Forward, null);
        var within = PreviouslyFocused is { } last && chain.Contains(last) ? last : chain.FirstOrDefault();
        return within?.Innermost() ?? this;
    }

    private List<View> FocusChain(NavigationDirection direction, TabBehavior? behavior)
    {
        var chain = _subViews.Concat(_paddingViews)
            .Where(view => view is { CanFocus: true, Enabled: true, Visible: true } && (behavior is null || view.TabStop == behavior))
            .ToList();
        if (direction == NavigationDirection.Backward)
            chain.Reverse();
        return chain;
    }

    private bool GoesOnAround(NavigationDirection direction, TabBehavior? behavior)
    {
        for (var view = this; view.SuperView is { } around; view = around)
        {
            if (behavior == TabBehavior.TabStop && view.TabStop == TabBehavior.TabGroup)
                return false;
            if (around.FocusChain(direction, behavior).Count > 1)
                return true;
        }
        return false;
    }

    /// <summary>Passes the focus on: to another view beside it, or to the view around it, or to nobody.</summary>
    private void GiveUpFocus()
    {
        if (!_hasFocus)
            return;
        var beside = SuperView?.FocusChain(NavigationDirection.Forward, null).Find(view => view != this);
        if (beside?.SetFocus() == true)
            return;
        FocusMove.Out(this);
    }
}
