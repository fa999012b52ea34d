using System.Globalization;

namespace Terminal.Gui.Drawing;

/// <summary>Text by what a reader takes for one character.</summary>
public static class GraphemeHelper
{
    /// <summary>The extended grapheme clusters of a text (Unicode Standard Annex #29), in order.</summary>
    public static IEnumerable<string> GetGraphemes(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }
}
