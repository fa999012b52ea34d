namespace Terminal.Gui.Views;

/// <summary>A bar that fills from the left.</summary>
public class ProgressBar : View
{
    private float _fraction;

    /// <summary>An empty one, one row high.</summary>
    public ProgressBar() => Height = Dim.Auto(DimAutoStyle.Content, 1);

    /// <summary>How much of it is full, 0 to 1.</summary>
    public float Fraction
    {
        get => _fraction;
        set
        {
            _fraction = float.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
            SetNeedsDraw();
        }
    }

    /// <summary>What fills it.</summary>
    public Rune SegmentCharacter { get; set; } = Glyphs.BlocksMeterSegment;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        FillRect(new Rectangle(0, 0, (int)(_fraction * Viewport.Width), Math.Min(1, Viewport.Height)), SegmentCharacter);
        return true;
    }
}
