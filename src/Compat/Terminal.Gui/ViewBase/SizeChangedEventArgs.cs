namespace Terminal.Gui.ViewBase;

/// <summary>Something has another size.</summary>
public class SizeChangedEventArgs(Size? size) : EventArgs
{
    /// <summary>The size.</summary>
    public Size? Size { get; } = size;
}
