namespace Terminal.Gui.ViewBase;

public partial class View
{
    /// <summary>It is about to be emptied; cancelling leaves what is there.</summary>
    public event EventHandler<DrawEventArgs>? ClearingViewport;

    /// <summary>Its text is about to be drawn; cancelling leaves it out.</summary>
    public event EventHandler<DrawEventArgs>? DrawingText;

    /// <summary>Its content is to be drawn.</summary>
    public event EventHandler<DrawEventArgs>? DrawingContent;

    /// <summary>It has been drawn, and all in it.</summary>
    public event EventHandler<DrawEventArgs>? DrawComplete;

    /// <summary>Whether it has to be drawn anew.</summary>
    public bool NeedsDraw { get; private set; } = true;

    internal bool NeedsDrawWithin { get; private set; } = true;

    internal AnsiDriver? Driver => App?.Driver as AnsiDriver;

    /// <summary>Lets it be drawn anew in the next frame.</summary>
    public void SetNeedsDraw()
    {
        NeedsDraw = true;
        for (var view = this; view is not null; view = view.SuperView)
            view.NeedsDrawWithin = true;
    }

    /// <summary>Lets a part of it be drawn anew in the next frame. (Here that is all of it.)</summary>
    public void SetNeedsDraw(Rectangle viewPortRelativeRegion) => SetNeedsDraw();

    /// <summary>
    /// Draws it: border, empty viewport, text, content, then the views in it, later over earlier, all within its viewport. (The package
    /// draws
    /// the views in it first and keeps the content off them; the picture is the same.)
    /// </summary>
    public void Draw(DrawContext? context = null)
    {
        if (Driver is not { } driver || !Visible)
            return;
        context ??= new DrawContext();
        var clip = driver.Clip;
        driver.Clip = Rectangle.Intersect(clip, FrameToScreen());
        if (!driver.Clip.IsEmpty)
        {
            DrawFrame(driver);
            DrawWithin(driver, ViewportToScreen(), () => DrawOwn(context));
            DrawWithin(driver, ViewportToScreen(), () => DrawViews(_subViews, context));
            if (_paddingViews.Count > 0)
                DrawWithin(driver, new Rectangle(PaddingToScreen(), PaddingFrame().Size), () => DrawViews(_paddingViews, context));
        }
        driver.Clip = clip;
        (NeedsDraw, NeedsDrawWithin) = (false, false);
        OnDrawComplete(context);
        DrawComplete?.Invoke(this, new DrawEventArgs(Viewport, Rectangle.Empty, context));
    }

    /// <summary>Fills the viewport with spaces.</summary>
    public void ClearViewport(DrawContext? context = null) => Driver?.FillRect(ViewportToScreen(), new Rune(' '));

    /// <summary>It is about to be emptied.</summary>
    /// <returns>Whether to leave what is there.</returns>
    protected virtual bool OnClearingViewport() => false;

    /// <summary>Its text is about to be drawn.</summary>
    /// <returns>Whether to leave it out.</returns>
    protected virtual bool OnDrawingText(DrawContext? context) => false;

    /// <summary>Draws its content.</summary>
    /// <returns>Whether that was all, so that the event is not raised.</returns>
    protected virtual bool OnDrawingContent(DrawContext? context) => false;

    /// <summary>It has been drawn.</summary>
    protected virtual void OnDrawComplete(DrawContext? context)
    {
    }

    private static void DrawWithin(AnsiDriver driver, Rectangle part, Action draw)
    {
        var clip = driver.Clip;
        driver.Clip = Rectangle.Intersect(clip, part);
        if (!driver.Clip.IsEmpty)
            draw();
        driver.Clip = clip;
    }

    private static void DrawViews(List<View> views, DrawContext context)
    {
        foreach (var view in views.ToArray())
            view.Draw(context);
    }

    private void DrawOwn(DrawContext context)
    {
        SetAttributeForRole(VisualRole.Normal);
        if (!OnClearingViewport() && !Cancelled(ClearingViewport, context))
            ClearViewport(context);
        SetAttributeForRole(VisualRole.Normal);
        if (!OnDrawingText(context) && !Cancelled(DrawingText, context))
            DrawText(context);
        SetAttributeForRole(VisualRole.Normal);
        if (!OnDrawingContent(context))
            Cancelled(DrawingContent, context);
    }

    private bool Cancelled(EventHandler<DrawEventArgs>? handlers, DrawContext context)
    {
        if (handlers is null)
            return false;
        var args = new DrawEventArgs(Viewport, Rectangle.Empty, context);
        handlers(this, args);
        return args.Cancel;
    }

    private void DrawFrame(AnsiDriver driver)
    {
        var around = FrameToScreen();
        var attribute = GetAttributeForRole(VisualRole.Normal);
        driver.SetAttribute(SuperView?.GetAttributeForRole(VisualRole.Normal) ?? attribute);
        if (Margin.Thickness != Thickness.Empty)
            driver.FillRect(around, new Rune(' '));
        var border = Margin.Thickness.GetInside(around);
        driver.SetAttribute(attribute);
        if (Border.Thickness != Thickness.Empty || Padding.Thickness != Thickness.Empty)
            driver.FillRect(border, new Rune(' '));
        var titled = TitleAttribute();
        BorderDrawing.Draw(driver, border, Border, ShownTitle(out var hotAt), hotAt, attribute, titled.Normal, titled.Hot);
    }

    private (Attribute Normal, Attribute Hot) TitleAttribute() => HasFocus && SuperView is not null
        ? (GetAttributeForRole(VisualRole.Focus), GetAttributeForRole(VisualRole.HotFocus))
        : (GetAttributeForRole(VisualRole.Normal), GetAttributeForRole(VisualRole.HotNormal));

    private string ShownTitle(out int hotAt) => TextFormatter.FindHotKey(Title, HotKeySpecifier, out hotAt, out _)
        ? TextFormatter.RemoveHotKeySpecifier(Title, hotAt, HotKeySpecifier)
        : Title;
}
