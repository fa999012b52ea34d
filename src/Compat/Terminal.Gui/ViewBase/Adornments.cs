namespace Terminal.Gui.ViewBase;

/// <summary>A frame around the viewport of a view. From outside to inside: margin, border, padding.</summary>
public abstract class AdornmentImpl
{
    private Thickness _thickness = Thickness.Empty;

    private protected AdornmentImpl(View parent) => Parent = parent;

    /// <summary>The view it is around.</summary>
    public View? Parent { get; set; }

    /// <summary>How much each side takes.</summary>
    public Thickness Thickness
    {
        get => _thickness;
        set
        {
            _thickness = value;
            Parent?.SetNeedsLayout();
        }
    }
}

/// <summary>Free room outside the border.</summary>
public class Margin : AdornmentImpl
{
    internal Margin(View parent) : base(parent)
    {
    }
}

/// <summary>The border, drawn with lines and the title of the view at its top.</summary>
public class Border : AdornmentImpl
{
    internal Border(View parent) : base(parent)
    {
    }

    /// <summary>The lines; null or none for spaces.</summary>
    public LineStyle? LineStyle { get; set; }
}

/// <summary>Free room inside the border.</summary>
public class Padding : AdornmentImpl
{
    internal Padding(View parent) : base(parent)
    {
    }
}
