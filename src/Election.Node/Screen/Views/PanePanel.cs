using System.Text;
using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Views;
using Line = Election.Node.Screen.Text.Line;

namespace Election.Node.Screen.Views;

/// <summary>
/// A pane in its frame. The frame of the pane with the focus is doubled; where only ASCII may be drawn a rule with the title stands for it.
/// </summary>
internal sealed class PanePanel : FrameView
{
    private readonly LinesView _lines;
    private readonly bool _isAscii;
    private Area? _area;

    /// <summary>Shows nothing yet.</summary>
    public PanePanel(Palette palette, bool isAscii, Action<UiKey> press)
    {
        _isAscii = isAscii;
        _lines = new LinesView(palette, press) { X = 0, Y = 0 };
        // A title is the operator's text: no character in it marks a key.
        HotKeySpecifier = new Rune('\uffff');
        SetScheme(palette.Scheme);
        BorderStyle = isAscii ? LineStyle.None : LineStyle.Single;
        Visible = false;
        Add(_lines);
    }

    /// <summary>Shows a pane, or none.</summary>
    public void Render(PlacedPane? pane)
    {
        if (Visible != pane is not null)
            Visible = pane is not null;
        if (pane is null)
            return;
        Place(pane.Area);
        if (_isAscii)
        {
            _lines.Render([RuleOf(pane), .. pane.Lines.Select(line => Line.Of(" ").Append(line))]);
            return;
        }
        if (Title != pane.Title)
            Title = pane.Title;
        LineStyle style = pane.HasFocus ? LineStyle.Double : LineStyle.Single;
        if (BorderStyle != style)
            BorderStyle = style;
        _lines.Render(pane.Lines);
    }

    private void Place(Area area)
    {
        if (area == _area)
            return;
        _area = area;
        (X, Y, Width, Height) = (area.Left, area.Top, area.Width, area.Height);
        (_lines.Width, _lines.Height) = _isAscii ? (area.Width, area.Height) : (area.Inner.Width, area.Inner.Height);
    }

    private static Line RuleOf(PlacedPane pane)
    {
        string rule = pane.HasFocus ? "=" : "-";
        string title = $"{rule}{rule} {pane.Title} ";
        return Line.Of(title, Tone.Strong).Add(new string(rule[0], Math.Max(0, pane.Area.Width - Cells.Width(title))));
    }
}
