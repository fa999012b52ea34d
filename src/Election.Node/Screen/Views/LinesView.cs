using System.Collections.Immutable;
using System.Drawing;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Election.Node.Screen.Views;

/// <summary>Shows lines as they are, and turns clicks and the wheel into keys.</summary>
internal sealed class LinesView : View
{
    private readonly Palette _palette;
    private readonly Action<UiKey> _press;
    private ImmutableArray<Line> _lines = [];

    /// <summary>Shows nothing yet.</summary>
    public LinesView(Palette palette, Action<UiKey> press)
    {
        _palette = palette;
        _press = press;
        SetScheme(palette.Scheme);
    }

    /// <summary>Shows these lines from now on.</summary>
    public void Render(ImmutableArray<Line> lines)
    {
        if (lines.SequenceEqual(_lines))
            return;
        _lines = lines;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (int row = 0; row < Math.Min(_lines.Length, Viewport.Height); row++)
        {
            int column = 0;
            foreach (Segment segment in _lines[row].Segments)
            {
                Move(column, row);
                SetAttribute(_palette[segment.Tone]);
                AddStr(segment.Text);
                column += Cells.Width(segment.Text);
            }
        }
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp))
            _press(new UiKey(UiKeyKind.Up));
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown))
            _press(new UiKey(UiKeyKind.Down));
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } position && At(position) is { } key)
            _press(key);
        else
            return false;
        return true;
    }

    private UiKey? At(Point position)
    {
        if (position.Y < 0 || position.Y >= _lines.Length)
            return null;
        int column = 0;
        foreach (Segment segment in _lines[position.Y].Segments)
        {
            column += Cells.Width(segment.Text);
            if (position.X < column)
                return segment.Click;
        }
        return null;
    }
}
