using System.ComponentModel;

namespace Terminal.Gui.ViewBase;

/// <summary>A view is drawn, or its viewport has changed.</summary>
public class DrawEventArgs(Rectangle newViewport, Rectangle oldViewport, DrawContext? drawContext) : CancelEventArgs
{
    /// <summary>The viewport as it was; empty where it has not changed.</summary>
    public Rectangle OldViewport { get; } = oldViewport;

    /// <summary>The viewport as it is.</summary>
    public Rectangle NewViewport { get; } = newViewport;

    /// <summary>The pass of drawing this belongs to.</summary>
    public DrawContext? DrawContext { get; } = drawContext;
}

/// <summary>One pass of drawing. (The package collects in it what has been drawn; here a later view draws over an earlier one.)</summary>
public class DrawContext
{
}

/// <summary>The views inside a view are laid out.</summary>
public class LayoutEventArgs(Size oldContentSize) : EventArgs
{
    /// <summary>The size of the content they are laid out in.</summary>
    public Size OldContentSize { get; set; } = oldContentSize;
}

/// <summary>The focus comes or goes. Cancelling keeps it where it is, before it has changed.</summary>
public class HasFocusEventArgs : CancelEventArgs<bool>
{
    internal HasFocusEventArgs(bool currentHasFocus, bool newHasFocus, View? currentFocused, View? newFocused)
        : base(currentHasFocus, newHasFocus)
    {
        CurrentFocused = currentFocused;
        NewFocused = newFocused;
    }

    /// <summary>The innermost view that has had it.</summary>
    public View? CurrentFocused { get; set; }

    /// <summary>The innermost view that gets it.</summary>
    public View? NewFocused { get; set; }
}
