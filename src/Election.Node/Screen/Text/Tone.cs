
namespace Election.Node.Screen.Text;

/// <summary>
/// The meaning of a piece of text, from which its colours follow. Words or shapes always express the same meaning, so that a screen without
/// colour loses nothing.
/// </summary>
internal enum Tone
{
    /// <summary>Plain text.</summary>
    Normal,

    /// <summary>Less prominent text: table headings and unknown values.</summary>
    Dim,

    /// <summary>Prominent text.</summary>
    Strong,

    /// <summary>The first colour: good states, and every other bar.</summary>
    Blue,

    /// <summary>The second colour: states that need attention, and the bars between.</summary>
    Orange,

    /// <summary>The selected row, tab or button.</summary>
    Selected,

    /// <summary>A key to press.</summary>
    Key,

    /// <summary>A warning that must not be missed.</summary>
    Alarm,
}
