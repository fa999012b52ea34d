namespace Terminal.Gui.App;

internal sealed partial class ApplicationImpl
{
    public bool ClearScreenNextIteration { get; set; }

    public event EventHandler<EventArgs<Rectangle>>? ScreenChanged;

    public event EventHandler<EventArgs>? LayoutAndDrawComplete;

    public Rectangle Screen
    {
        get => Driver?.Screen ?? new Rectangle(0, 0, AnsiDriver.MaximumColumns, AnsiDriver.MaximumRows);
        set => Driver?.SetScreenSize(value.Width, value.Height);
    }

    /// <summary>
    /// When any view needs drawing, all are drawn, the ones below first: the driver sends only the cells that differ, so drawing a cell
    /// that comes out the same costs no output.
    /// </summary>
    public void LayoutAndDraw(bool forceRedraw = false)
    {
        if (Driver is not AnsiDriver driver)
            return;
        var views = _sessions.Select(session => session.Runnable).OfType<View>().Reverse().ToList();
        var laidOut = false;
        foreach (var view in views.Where(view => view.NeedsLayout))
            laidOut |= view.Layout(Screen.Size);
        if (!forceRedraw && !ClearScreenNextIteration && !laidOut && !views.Exists(view => view.NeedsDrawWithin))
            return;
        ClearScreenNextIteration = false;
        if (forceRedraw)
            driver.ForgetShown();
        driver.ClearContents();
        foreach (var view in views)
            view.Draw();
        driver.Refresh();
        LayoutAndDrawComplete?.Invoke(this, EventArgs.Empty);
    }

    private void RaiseScreenChanged(Size size)
    {
        ScreenChanged?.Invoke(this, new EventArgs<Rectangle>(new Rectangle(Point.Empty, size)));
        foreach (var session in _sessions)
            (session.Runnable as View)?.SetNeedsLayout();
        ClearScreenNextIteration = true;
    }
}
