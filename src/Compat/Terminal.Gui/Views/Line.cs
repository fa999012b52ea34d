namespace Terminal.Gui.Views;

/// <summary>A line across or down. (The package joins it to lines that it meets.)</summary>
public class Line : View
{
    private Orientation _orientation;

    /// <summary>One across, as long as the room.</summary>
    public Line()
    {
        Width = Dim.Fill();
        Height = 1;
    }

    /// <summary>How it is drawn.</summary>
    public LineStyle Style { get; set; } = LineStyle.Single;

    /// <summary>Which way it lies; setting it makes it as long as the room.</summary>
    public Orientation Orientation
    {
        get => _orientation;
        set
        {
            if (_orientation == value)
                return;
            _orientation = value;
            (Width, Height) = value == Orientation.Horizontal ? (Dim.Fill(), (Dim)1) : (1, Dim.Fill());
        }
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        var glyphs = LineGlyphs.Of(Style);
        var glyph = Orientation == Orientation.Horizontal ? glyphs.Horizontal : glyphs.Vertical;
        if (Style != LineStyle.None)
            FillRect(new Rectangle(Point.Empty, Viewport.Size), glyph);
        return true;
    }
}
