namespace Terminal.Gui.ViewBase;

/// <summary>Where something stands in the room it has. (The package can also fill the room.)</summary>
public enum Alignment
{
    /// <summary>At the left or the top.</summary>
    Start = 0,

    /// <summary>At the right or the bottom.</summary>
    End = 1,

    /// <summary>In the middle.</summary>
    Center = 2,
}
