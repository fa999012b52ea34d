namespace Terminal.Gui.Drawing;

/// <summary>What a piece of a view is, by which a <see cref="Scheme"/> chooses its colours.</summary>
public enum VisualRole
{
    /// <summary>Plain content.</summary>
    Normal = 0,
    /// <summary>The hot key in plain content.</summary>
    HotNormal = 1,
    /// <summary>The view that has the focus.</summary>
    Focus = 2,
    /// <summary>The hot key in the view that has the focus.</summary>
    HotFocus = 3,
    /// <summary>Selected, in a view without the focus.</summary>
    Active = 4,
    /// <summary>The hot key in what is selected.</summary>
    HotActive = 5,
    /// <summary>Pointed at by the mouse, or marked.</summary>
    Highlight = 6,
    /// <summary>A view that is not enabled.</summary>
    Disabled = 7,
    /// <summary>Text that can be edited.</summary>
    Editable = 8,
    /// <summary>Text in a field that cannot be edited.</summary>
    ReadOnly = 9,
}
