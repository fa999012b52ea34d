using System.Diagnostics;
using Election.Node.Screen.Text;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Election.Node.Screen.Views;

/// <summary>
/// The appearance of each <see cref="Tone"/>. Nearly everyone can tell blue from orange (Okabe and Ito, "Color Universal Design"), and both
/// are readable on dark and light backgrounds, so the terminal's own background and text colours stay. Without colours, weight and reversal
/// remain.
/// </summary>
internal sealed class Palette
{
    private static readonly Color s_blue = new(0x3B, 0x8E, 0xEA);
    private static readonly Color s_orange = new(0xD9, 0x82, 0x2B);
    private static readonly Color s_ink = new(0x10, 0x10, 0x10);

    private readonly bool _hasColour;

    /// <summary>Creates the palette, with colours or without.</summary>
    public Palette(bool hasColour) => _hasColour = hasColour;

    /// <summary>
    /// The appearance of the library's own drawing. Every role is set explicitly, because the library invents colours for the others, even
    /// when there must be none.
    /// </summary>
    public Scheme Scheme
    {
        get
        {
            Attribute normal = this[Tone.Normal];
            return new Scheme
            {
                Normal = normal, HotNormal = normal, Focus = normal, HotFocus = normal, Active = normal, HotActive = normal,
                Highlight = normal, Editable = normal, ReadOnly = normal, Disabled = normal, Code = normal, CodeComment = normal,
                CodeKeyword = normal, CodeString = normal, CodeNumber = normal, CodeOperator = normal, CodeType = normal,
                CodePreprocessor = normal, CodeIdentifier = normal, CodeConstant = normal, CodePunctuation = normal,
                CodeFunctionName = normal, CodeAttribute = normal,
            };
        }
    }

    /// <summary>The appearance of a tone.</summary>
    public Attribute this[Tone tone] => tone switch
    {
        Tone.Normal => Plain(TextStyle.None),
        Tone.Dim => Plain(TextStyle.Faint),
        Tone.Strong => Plain(TextStyle.Bold),
        Tone.Blue => Coloured(s_blue, TextStyle.None),
        Tone.Orange => Coloured(s_orange, TextStyle.None),
        Tone.Selected => Plain(TextStyle.Reverse),
        Tone.Key => Coloured(s_blue, TextStyle.Bold),
        Tone.Alarm => _hasColour ? new Attribute(s_ink, s_orange, TextStyle.Bold) : Plain(TextStyle.Bold | TextStyle.Reverse),
        _ => throw new UnreachableException(),
    };

    private static Attribute Plain(TextStyle style) => new(Color.None, Color.None, style);

    private Attribute Coloured(Color colour, TextStyle style) => _hasColour ? new Attribute(colour, Color.None, style) : Plain(style);
}
