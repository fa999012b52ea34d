namespace Terminal.Gui.ViewBase;

public partial class View
{
    private Size? _contentSize;
    private Point _scrolled;

    /// <summary>Another part of the content shows.</summary>
    public event EventHandler<DrawEventArgs>? ViewportChanged;

    /// <summary>Free room outside the border.</summary>
    public Margin Margin { get; }

    /// <summary>The border.</summary>
    public Border Border { get; }

    /// <summary>Free room inside the border.</summary>
    public Padding Padding { get; }

    /// <summary>The lines of the border, which then takes a cell on each side; null or none for no border.</summary>
    public LineStyle? BorderStyle
    {
        get => Border.LineStyle;
        set
        {
            Border.LineStyle = value;
            Border.Thickness = value is null or LineStyle.None ? Thickness.Empty : new Thickness(1);
        }
    }

    /// <summary>The shadow. Kept but not drawn here; the package draws it.</summary>
    public virtual ShadowStyles? ShadowStyle { get; set; }

    /// <summary>
    /// The part of the content that shows: its size is what is left inside the borders, its location how far the content is scrolled.
    /// Setting it scrolls, no further than to the end of the content, and sets the size of the frame.
    /// </summary>
    public virtual Rectangle Viewport
    {
        get
        {
            var around = GetAdornmentsThickness();
            var size = new Size(Math.Max(0, _frame.Width - around.Horizontal), Math.Max(0, _frame.Height - around.Vertical));
            return new Rectangle(_scrolled, size);
        }

        set
        {
            var before = Viewport;
            if (value.Size != before.Size)
            {
                var around = GetAdornmentsThickness();
                Frame = _frame with { Width = value.Width + around.Horizontal, Height = value.Height + around.Vertical };
            }
            _scrolled = value.Location;
            KeepViewportInContent();
            RaiseViewportChanged(before);
        }
    }

    /// <summary>The three frames around the viewport together.</summary>
    public Thickness GetAdornmentsThickness() => Margin.Thickness + Border.Thickness + Padding.Thickness;

    /// <summary>The size of the content; that of the viewport if none has been set.</summary>
    public Size GetContentSize() => _contentSize ?? Viewport.Size;

    /// <summary>Sets the size of the content, which can then be scrolled; null for that of the viewport.</summary>
    public void SetContentSize(Size? contentSize)
    {
        if (contentSize is { Width: < 0 } or { Height: < 0 })
            throw new ArgumentException("A size is not negative.", nameof(contentSize));
        if (_contentSize == contentSize)
            return;
        _contentSize = contentSize;
        var before = Viewport;
        KeepViewportInContent();
        RaiseViewportChanged(before);
        SetNeedsLayout();
    }

    /// <summary>Scrolls by this many rows.</summary>
    /// <returns>Whether it moved.</returns>
    public bool? ScrollVertical(int rows) => Scroll(0, rows);

    /// <summary>Scrolls by this many columns.</summary>
    /// <returns>Whether it moved.</returns>
    public bool? ScrollHorizontal(int cols) => Scroll(cols, 0);

    /// <summary>The frame on the screen.</summary>
    public virtual Rectangle FrameToScreen()
    {
        if (SuperView is not { } around)
            return _frame;
        var origin = IsInPadding ? around.PaddingToScreen() : around.ContentToScreen(Point.Empty);
        return _frame with { X = origin.X + _frame.X, Y = origin.Y + _frame.Y };
    }

    /// <summary>The viewport on the screen.</summary>
    public Rectangle ViewportToScreen() => new(ViewportToScreen(Point.Empty), Viewport.Size);

    /// <summary>A rectangle of the viewport on the screen.</summary>
    public Rectangle ViewportToScreen(in Rectangle viewport) => viewport with
    {
        X = ViewportToScreen(viewport.Location).X,
        Y = ViewportToScreen(viewport.Location).Y,
    };

    /// <summary>A cell of the viewport on the screen.</summary>
    public Point ViewportToScreen(in Point viewportLocation)
    {
        var (frame, around) = (FrameToScreen(), GetAdornmentsThickness());
        return new Point(frame.X + around.Left + viewportLocation.X, frame.Y + around.Top + viewportLocation.Y);
    }

    /// <summary>A cell of the content on the screen.</summary>
    public Point ContentToScreen(in Point location) => ViewportToScreen(new Point(location.X - _scrolled.X, location.Y - _scrolled.Y));

    /// <summary>A cell of the screen in the viewport.</summary>
    public Point ScreenToViewport(in Point location)
    {
        var origin = ViewportToScreen(Point.Empty);
        return new Point(location.X - origin.X, location.Y - origin.Y);
    }

    /// <summary>Another part of the content shows, or another size of it.</summary>
    protected virtual void OnViewportChanged(DrawEventArgs e)
    {
    }

    private bool Scroll(int columns, int rows)
    {
        var before = _scrolled;
        Viewport = Viewport with { X = _scrolled.X + columns, Y = _scrolled.Y + rows };
        return _scrolled != before;
    }

    /// <summary>The rectangle the padding is the frame of, relative to the frame of the view.</summary>
    private Rectangle PaddingFrame() => (Margin.Thickness + Border.Thickness).GetInside(new Rectangle(Point.Empty, _frame.Size));

    private Point PaddingToScreen()
    {
        var (frame, inside) = (FrameToScreen(), PaddingFrame());
        return new Point(frame.X + inside.X, frame.Y + inside.Y);
    }

    private void KeepViewportInContent()
    {
        var (content, viewport) = (GetContentSize(), Viewport.Size);
        _scrolled.X = Math.Clamp(_scrolled.X, 0, Math.Max(0, content.Width - viewport.Width));
        _scrolled.Y = Math.Clamp(_scrolled.Y, 0, Math.Max(0, content.Height - viewport.Height));
    }

    private void RaiseViewportChanged(Rectangle before)
    {
        if (before == Viewport)
            return;
        var args = new DrawEventArgs(Viewport, before, null);
        OnViewportChanged(args);
        ViewportChanged?.Invoke(this, args);
        SetNeedsLayout();
    }
}
