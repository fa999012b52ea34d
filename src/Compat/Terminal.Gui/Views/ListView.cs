using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Terminal.Gui.Views;

/// <summary>
/// Rows, of which one can be selected. Arrows, Page Up and Down, Home and End, clicks and the wheel move in it; Enter accepts.
/// </summary>
public partial class ListView : View
{
    private int? _selected;

    /// <summary>An empty one.</summary>
    public ListView()
    {
        CanFocus = true;
        SetUpMoving();
    }

    /// <summary>Another row is selected.</summary>
    public event EventHandler<ValueChangedEventArgs<int?>>? ValueChanged;

    /// <summary>A row is about to be drawn; a handler may give it another attribute.</summary>
    public event EventHandler<ListViewRowEventArgs>? RowRender;

    /// <summary>There are other rows.</summary>
    public event NotifyCollectionChangedEventHandler? CollectionChanged;

    /// <summary>The rows. The list disposes them when it gets others, or is disposed.</summary>
    public IListDataSource? Source
    {
        get;
        set
        {
            if (field == value)
                return;
            field?.Dispose();
            field = value;
            if (value is not null)
                value.CollectionChanged += OnSourceChanged;
            _selected = null;
            Fit();
        }
    }

    /// <summary>Which row is selected; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public int? SelectedItem
    {
        get => _selected;
        set
        {
            if (Source is null || _selected == value)
                return;
            if (value < 0 || value >= Source.Count)
                throw new ArgumentException($"There is no row {value} of {Source.Count}.", nameof(value));
            var before = _selected;
            _selected = value;
            EnsureSelectedItemVisible();
            SetNeedsDraw();
            ValueChanged?.Invoke(this, new ValueChangedEventArgs<int?>(before, value));
        }
    }

    /// <summary>The same as <see cref="SelectedItem"/>.</summary>
    public int? Value
    {
        get => SelectedItem;
        set => SelectedItem = value;
    }

    /// <summary>Shows the texts of a collection.</summary>
    public void SetSource<T>(ObservableCollection<T>? source) => Source = source is null ? null : new ListWrapper<T>(source);

    /// <summary>Raises <see cref="RowRender"/>.</summary>
    public virtual void OnRowRender(ListViewRowEventArgs rowEventArgs) => RowRender?.Invoke(this, rowEventArgs);

    /// <summary>Scrolls so that the selected row shows.</summary>
    public void EnsureSelectedItemVisible()
    {
        var viewport = Viewport;
        if (_selected is not { } row || viewport.Height == 0)
            return;
        if (row < viewport.Y)
            Viewport = viewport with { Y = row };
        else if (row >= viewport.Y + viewport.Height)
            Viewport = viewport with { Y = row - viewport.Height + 1 };
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        var viewport = Viewport;
        for (var row = 0; Source is not null && row < viewport.Height && viewport.Y + row < Source.Count; row++)
        {
            var item = viewport.Y + row;
            var selected = item == _selected;
            var args = new ListViewRowEventArgs(item);
            OnRowRender(args);
            var role = !selected ? VisualRole.Normal : HasFocus ? VisualRole.Focus : VisualRole.Active;
            SetAttribute(args.RowAttribute ?? GetAttributeForRole(role));
            Source.Render(this, selected, item, 0, row, viewport.Width, viewport.X);
        }
        return true;
    }

    /// <inheritdoc/>
    protected override void OnFrameChanged(in Rectangle frame)
    {
        Fit();
        EnsureSelectedItemVisible();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Source?.Dispose();
        base.Dispose(disposing);
    }

    private void OnSourceChanged(object? sender, NotifyCollectionChangedEventArgs e)
    {
        if (_selected >= Source?.Count)
            SelectedItem = Source.Count == 0 ? null : Source.Count - 1;
        Fit();
        CollectionChanged?.Invoke(this, e);
    }

    private void Fit()
    {
        SetContentSize(Source is null ? null : new Size(Source.MaxItemLength, Source.Count));
        SetNeedsDraw();
    }
}

/// <summary>A row of a list is about to be drawn.</summary>
public class ListViewRowEventArgs(int row) : EventArgs
{
    /// <summary>Which row.</summary>
    public int Row { get; } = row;

    /// <summary>The attribute to draw it in, if not the usual one.</summary>
    public Attribute? RowAttribute { get; set; }
}
