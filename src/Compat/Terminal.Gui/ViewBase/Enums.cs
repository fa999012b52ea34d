namespace Terminal.Gui.ViewBase;

/// <summary>How a view takes part when the focus moves from view to view.</summary>
public enum TabBehavior
{
    /// <summary>Not at all; it can still be given the focus by a click or by code.</summary>
    NoStop = 0,

    /// <summary>Tab stops at it.</summary>
    TabStop = 1,

    /// <summary>F6 stops at it, and Tab stays within it.</summary>
    TabGroup = 2,
}

/// <summary>Which way the focus moves.</summary>
public enum NavigationDirection
{
    /// <summary>To the next view.</summary>
    Forward,

    /// <summary>To the one before.</summary>
    Backward,
}

/// <summary>Which way something lies.</summary>
public enum Orientation
{
    /// <summary>Across.</summary>
    Horizontal,

    /// <summary>Down.</summary>
    Vertical,
}

/// <summary>A shadow beside a view. Kept but not drawn here; the package draws it.</summary>
public enum ShadowStyles
{
    /// <summary>None.</summary>
    None,

    /// <summary>A dark one.</summary>
    Opaque,

    /// <summary>One that what is beneath shows through.</summary>
    Transparent,
}

/// <summary>A dimension.</summary>
public enum Dimension
{
    /// <summary>No dimension.</summary>
    None = 0,

    /// <summary>Down.</summary>
    Height = 1,

    /// <summary>Across.</summary>
    Width = 2,
}

/// <summary>What a size is computed from.</summary>
[Flags]
public enum DimAutoStyle
{
    /// <summary>The views inside, or a content size that was set.</summary>
    Content = 1,

    /// <summary>The text.</summary>
    Text = 2,

    /// <summary>Both: the larger.</summary>
    Auto = Content | Text,
}

/// <summary>What a part of a size is a part of.</summary>
public enum DimPercentMode
{
    /// <summary>Of what is left from where the view begins.</summary>
    Position = 0,

    /// <summary>Of the whole content.</summary>
    ContentSize = 1,
}
