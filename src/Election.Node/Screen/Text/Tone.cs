
namespace Election.Node.Screen.Text;

/// <summary>
/// What a piece of text is, from which its colours follow. No meaning hangs on a tone alone: words or shapes say the same, so that a screen
/// without colour loses nothing.
/// </summary>
internal enum Tone
{
    /// <summary>Plain text.</summary>
    Normal,

    /// <summary>Text of less weight: table headings, what is not known yet.</summary>
    Dim,

    /// <summary>Text of more weight.</summary>
    Strong,

    /// <summary>The first of the two colours: what is well, and every other bar.</summary>
    Blue,

    /// <summary>The second: what wants attention, and the bars between.</summary>
    Orange,

    /// <summary>The chosen row, tab or button.</summary>
    Selected,

    /// <summary>A key to press.</summary>
    Key,

    /// <summary>A bar that nobody overlooks.</summary>
    Alarm,
}
