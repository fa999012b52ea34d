namespace Terminal.Gui.ViewBase;

public partial class View
{
    private readonly List<View> _subViews = [];
    private readonly List<View> _paddingViews = [];

    /// <summary>A view has been added to it.</summary>
    public event EventHandler<SuperViewChangedEventArgs>? SubViewAdded;

    /// <summary>A view has been taken from it.</summary>
    public event EventHandler<SuperViewChangedEventArgs>? SubViewRemoved;

    /// <summary>The views in it; later ones are drawn over earlier ones.</summary>
    public IReadOnlyCollection<View> SubViews => _subViews.AsReadOnly();

    /// <summary>The view it is in.</summary>
    public View? SuperView { get; private set; }

    /// <summary>Views in the padding, laid out in the padding's own rectangle: the buttons of a dialog.</summary>
    internal IReadOnlyList<View> PaddingViews => _paddingViews;

    private bool IsInPadding => SuperView?._paddingViews.Contains(this) == true;

    /// <summary>Adds a view.</summary>
    /// <exception cref="InvalidOperationException">It is in another.</exception>
    public View? Add(View? view)
    {
        if (view is not null)
            Attach(view, _subViews);
        return view;
    }

    /// <summary>Adds views.</summary>
    public void Add(params View[]? views)
    {
        foreach (var view in views ?? [])
            Add(view);
    }

    /// <summary>Takes a view out again, without disposing it.</summary>
    public View? Remove(View? view)
    {
        if (view is null || !_subViews.Contains(view))
            return view;
        Detach(view);
        OnSubViewRemoved(view);
        SubViewRemoved?.Invoke(this, new SuperViewChangedEventArgs(this, view));
        return view;
    }

    /// <summary>Takes all views out again, without disposing them.</summary>
    public virtual IReadOnlyCollection<View> RemoveAll()
    {
        var removed = _subViews.ToArray();
        foreach (var view in removed)
            Remove(view);
        return removed;
    }

    /// <summary>Draws a view over the others.</summary>
    public void MoveSubViewToEnd(View subview)
    {
        if (_subViews.Remove(subview))
            _subViews.Add(subview);
        SetNeedsDraw();
    }

    /// <summary>Draws a view under the others.</summary>
    public void MoveSubViewToStart(View subview)
    {
        if (_subViews.Remove(subview))
            _subViews.Insert(0, subview);
        SetNeedsDraw();
    }

    internal void AddToPadding(View view) => Attach(view, _paddingViews);

    internal View Root()
    {
        var view = this;
        while (view.SuperView is { } around)
            view = around;
        return view;
    }

    /// <summary>A view has been added.</summary>
    protected virtual void OnSubViewAdded(View view)
    {
    }

    /// <summary>A view has been taken out.</summary>
    protected virtual void OnSubViewRemoved(View view)
    {
    }

    private void Attach(View view, List<View> to)
    {
        if (view.SuperView is not null)
            throw new InvalidOperationException($"{view} is in {view.SuperView} already; remove it there first.");
        for (var around = this; around is not null; around = around.SuperView)
        {
            if (around == view)
                throw new InvalidOperationException($"{view} cannot be put into itself.");
        }
        to.Add(view);
        view.SuperView = this;
        if (!Enabled)
            view.Enabled = false;
        if (view.CanFocus && HasFocus && Focused is null)
            view.SetFocus();
        OnSubViewAdded(view);
        SubViewAdded?.Invoke(this, new SuperViewChangedEventArgs(this, view));
        if (IsInitialized && !view.IsInitialized)
        {
            view.BeginInit();
            view.EndInit();
        }
        view.SetNeedsLayout();
    }

    private void Detach(View view)
    {
        view.GiveUpFocus();
        if (PreviouslyFocused == view)
            PreviouslyFocused = null;
        _subViews.Remove(view);
        _paddingViews.Remove(view);
        view.SuperView = null;
        SetNeedsLayout();
    }
}

/// <summary>A view has been put into another or taken out.</summary>
public class SuperViewChangedEventArgs(View? superView, View? subView) : EventArgs
{
    /// <summary>The view around.</summary>
    public View? SuperView { get; } = superView;

    /// <summary>The view within.</summary>
    public View? SubView { get; } = subView;
}
