namespace Terminal.Gui.Text;

/// <summary>The width of text on the screen.</summary>
public static class StringExtensions
{
    /// <summary>
    /// How many columns the text takes when drawn. (The second argument is the package's: what has a negative width there is drawn as one
    /// column here, so it makes no difference.)
    /// </summary>
    public static int GetColumns(this string str, bool ignoreLessThanZero = true) => string.IsNullOrEmpty(str) ? 0 : CellText.Columns(str);
}
