namespace Terminal.Gui.Text;

/// <summary>The width of a code point on the screen.</summary>
public static class RuneExtensions
{
    /// <summary>0 for what combines or does not show, 2 for what is wide, -1 for a control character, 1 for the rest.</summary>
    public static int GetColumns(this Rune rune) => RuneWidth.Of(rune);
}
