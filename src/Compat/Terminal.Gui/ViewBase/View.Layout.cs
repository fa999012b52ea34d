namespace Terminal.Gui.ViewBase;

public partial class View
{
    /// <summary>Rounds over the views in one view until none moves; views that depend on one another in a circle stop there.</summary>
    internal const int MaximumLayoutRounds = 12;

    private Pos _x = Pos.Absolute(0);
    private Pos _y = Pos.Absolute(0);
    private Dim _width = Dim.Absolute(0);
    private Dim _height = Dim.Absolute(0);
    private Rectangle _frame;
    private int _widthNow;

    /// <summary>It has another place or size.</summary>
    public event EventHandler<EventArgs<Rectangle>>? FrameChanged;

    /// <summary>The views in it are about to be laid out.</summary>
    public event EventHandler<LayoutEventArgs>? SubViewLayout;

    /// <summary>The views in it have been laid out.</summary>
    public event EventHandler<LayoutEventArgs>? SubViewsLaidOut;

    /// <summary>Where it begins, across.</summary>
    public Pos X
    {
        get => _x;
        set => Place(ref _x, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>Where it begins, down.</summary>
    public Pos Y
    {
        get => _y;
        set => Place(ref _y, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>How wide it is, borders included.</summary>
    public Dim Width
    {
        get => _width;
        set => Place(ref _width, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>How high it is, borders included.</summary>
    public Dim Height
    {
        get => _height;
        set => Place(ref _height, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>Its place and size in the content of the view around it, as last laid out. Setting it makes all four absolute.</summary>
    public Rectangle Frame
    {
        get => _frame;
        set
        {
            (_x, _y) = (value.X, value.Y);
            (_width, _height) = (Math.Max(0, value.Width), Math.Max(0, value.Height));
            SetNeedsLayout();
            SetFrame(value with { Width = Math.Max(0, value.Width), Height = Math.Max(0, value.Height) });
        }
    }

    /// <summary>Whether it has to be laid out anew.</summary>
    public bool NeedsLayout { get; private set; } = true;

    /// <summary>Lets it, and so all around it, be laid out anew before the next frame.</summary>
    public void SetNeedsLayout()
    {
        for (var view = this; view is not null; view = view.SuperView)
            view.NeedsLayout = true;
        SetNeedsDraw();
    }

    /// <summary>Lays it out in the room of the view around it, or of the screen.</summary>
    public bool Layout() =>
        Layout(SuperView?.GetContentSize() ?? App?.Screen.Size ?? new Size(AnsiDriver.MaximumColumns, AnsiDriver.MaximumRows));

    /// <summary>Lays it out, and everything in it, in this room.</summary>
    public bool Layout(Size contentSize)
    {
        SetFrame(FrameIn(contentSize));
        LayoutSubViews();
        NeedsLayout = false;
        SetNeedsDraw();
        return true;
    }

    /// <summary>The content that text and views in it need, in at most this many cells.</summary>
    internal int NeededContent(DimAutoStyle style, Dimension dimension, int most)
    {
        var needed = 0;
        if (style.HasFlag(DimAutoStyle.Text))
        {
            var size = TextFormatter.SizeIn(dimension == Dimension.Width ? most : _widthNow - GetAdornmentsThickness().Horizontal);
            needed = dimension == Dimension.Width ? size.Width : size.Height;
        }
        if (!style.HasFlag(DimAutoStyle.Content))
            return needed;
        if (_contentSize is { } content)
            return Math.Max(needed, dimension == Dimension.Width ? content.Width : content.Height);
        foreach (var view in _subViews.Where(view => view.Visible))
            needed = Math.Max(needed, view.EndIn(dimension, most));
        return needed;
    }

    /// <summary>The frame has changed.</summary>
    protected virtual void OnFrameChanged(in Rectangle frame)
    {
    }

    /// <summary>The views in it are about to be laid out.</summary>
    protected virtual void OnSubViewLayout(LayoutEventArgs args)
    {
    }

    /// <summary>The views in it have been laid out.</summary>
    protected virtual void OnSubViewsLaidOut(LayoutEventArgs args)
    {
    }

    private void Place<T>(ref T place, T value)
    {
        if (EqualityComparer<T>.Default.Equals(place, value))
            return;
        place = value;
        SetNeedsLayout();
    }

    private Rectangle FrameIn(Size room)
    {
        var (x, width) = Along(_x, _width, room.Width, Dimension.Width);
        _widthNow = width;
        var (y, height) = Along(_y, _height, room.Height, Dimension.Height);
        return new Rectangle(x, y, width, height);
    }

    /// <summary>A size may depend on where it begins and the beginning on the size, so the size is computed before and after.</summary>
    private (int Begin, int Size) Along(Pos pos, Dim dim, int room, Dimension dimension)
    {
        var size = Math.Clamp(dim.In(0, room, this, dimension), 0, short.MaxValue);
        var begin = Math.Clamp(pos.In(room, size), short.MinValue, short.MaxValue);
        return (begin, Math.Clamp(dim.In(begin, room, this, dimension), 0, short.MaxValue));
    }

    /// <summary>How far it reaches into the content around it, as far as that does not depend on the size of that content.</summary>
    private int EndIn(Dimension dimension, int room)
    {
        var (pos, dim) = dimension == Dimension.Width ? (_x, _width) : (_y, _height);
        var size = dim.IsOwn ? Math.Max(0, dim.In(0, room, this, dimension)) : 0;
        return pos is PosAnchorEnd or PosCenter or PosPercent ? size : pos.In(room, size) + size;
    }

    private void LayoutSubViews()
    {
        var args = new LayoutEventArgs(GetContentSize());
        OnSubViewLayout(args);
        SubViewLayout?.Invoke(this, args);
        LayoutAll(_subViews, GetContentSize());
        LayoutAll(_paddingViews, PaddingFrame().Size);
        OnSubViewsLaidOut(args);
        SubViewsLaidOut?.Invoke(this, args);
    }

    private static void LayoutAll(List<View> views, Size room)
    {
        var moved = true;
        for (var round = 0; moved && round < MaximumLayoutRounds; round++)
        {
            moved = false;
            foreach (var view in views)
                moved |= view.SetFrame(view.FrameIn(room));
        }
        foreach (var view in views.ToArray())
        {
            view.LayoutSubViews();
            view.NeedsLayout = false;
        }
    }

    private bool SetFrame(Rectangle frame)
    {
        if (_frame == frame)
            return false;
        var before = Viewport;
        _frame = frame;
        SetNeedsDraw();
        OnFrameChanged(frame);
        FrameChanged?.Invoke(this, new EventArgs<Rectangle>(frame));
        KeepViewportInContent();
        RaiseViewportChanged(before);
        return true;
    }
}
