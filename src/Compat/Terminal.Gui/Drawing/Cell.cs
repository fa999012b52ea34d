namespace Terminal.Gui.Drawing;

/// <summary>
/// One character cell of the screen: what is drawn there and how. What is two columns wide stands in the first of its cells, and the second
/// holds a space that is not drawn.
/// </summary>
public record struct Cell(Attribute? Attribute = null, bool IsDirty = false, string Grapheme = "");
