namespace Terminal.Gui.Drawing;

/// <summary>The colours and the style of a cell.</summary>
public readonly record struct Attribute
{
    /// <summary>White on black.</summary>
    public Attribute() => this = Default;

    /// <summary>These colours, plain.</summary>
    public Attribute(in Color foreground, in Color background) : this(foreground, background, TextStyle.None)
    {
    }

    /// <summary>These colours in this style.</summary>
    public Attribute(in Color foreground, in Color background, in TextStyle style)
    {
        Foreground = foreground;
        Background = background;
        Style = style;
    }

    /// <summary>Two of the sixteen colours, plain.</summary>
    public Attribute(in ColorName16 foreground16Name, in ColorName16 background16Name)
        : this(new Color(foreground16Name), new Color(background16Name), TextStyle.None)
    {
    }

    /// <summary>One of the sixteen colours on another, plain.</summary>
    public Attribute(in ColorName16 foreground16Name, in Color background) : this(new Color(foreground16Name), background, TextStyle.None)
    {
    }

    /// <summary>A colour on one of the sixteen, plain.</summary>
    public Attribute(in Color foreground, in ColorName16 background16Name) : this(foreground, new Color(background16Name), TextStyle.None)
    {
    }

    /// <summary>White on black, plain.</summary>
    public static Attribute Default { get; } = new(Color.White, Color.Black);

    /// <summary>The colour of the text.</summary>
    public Color Foreground { get; init; }

    /// <summary>The colour behind the text.</summary>
    public Color Background { get; init; }

    /// <summary>The style of the text.</summary>
    public TextStyle Style { get; init; }

    /// <summary>The three parts in brackets.</summary>
    public override string ToString() => $"[{Foreground},{Background},{Style}]";
}
