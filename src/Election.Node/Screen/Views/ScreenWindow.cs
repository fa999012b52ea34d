using System.Drawing;
using System.Text;
using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Cell = Election.Node.Screen.Text.Cell;

namespace Election.Node.Screen.Views;

/// <summary>
/// The whole terminal as one view, which sets only the cells that changed since the last frame. The library redraws nested views
/// completely, including their borders, after any change: that costs several times as much (docs/bench.md).
/// </summary>
internal sealed class ScreenWindow : Runnable
{
    // Setting a few unchanged cells costs less than moving past them.
    private const int LeastGap = 8;

    private readonly Palette _palette;
    private readonly bool _isAscii;
    private readonly Action<UiKey> _press;
    private readonly StringBuilder _run = new();
    private readonly CellGrid _wanted = new();
    private readonly CellGrid _shown = new();
    private bool _isShownKnown;

    /// <summary>Creates an empty window.</summary>
    /// <param name="settings">The screen's settings.</param>
    /// <param name="press">Takes the key that a click or the mouse wheel stands for.</param>
    public ScreenWindow(UiSettings settings, Action<UiKey> press)
    {
        _palette = new Palette(settings.HasColour);
        _isAscii = settings.IsAscii;
        _press = press;
        BorderStyle = LineStyle.None;
        SetScheme(_palette.Scheme);
    }

    /// <summary>The number of frames drawn: those that set at least one cell.</summary>
    public long FramesDrawn { get; private set; }

    /// <summary>The number of cells set, over all frames.</summary>
    public long CellsSet { get; private set; }

    /// <summary>Shows a frame; the library's next draw sets the cells that differ.</summary>
    public void Render(UiFrame frame, int width, int height)
    {
        frame.PaintOn(_wanted, width, height, _isAscii);
        if (!_isShownKnown || _shown.Width != width || _shown.Height != height)
        {
            SetNeedsDraw();
            return;
        }
        (int first, int last) = (height, -1);
        for (int row = 0; row < height; row++)
        {
            if (_wanted.Row(row).SequenceEqual(_shown.Row(row)))
                continue;
            first = Math.Min(first, row);
            last = row;
        }
        if (last >= 0)
            SetNeedsDraw(new Rectangle(0, first, width, last - first + 1));
    }

    /// <summary>Records that the terminal lost its content, so that the next draw sets every cell.</summary>
    public void Forget()
    {
        _isShownKnown = false;
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        bool isWhole = !_isShownKnown || _shown.Width != _wanted.Width || _shown.Height != _wanted.Height;
        long before = CellsSet;
        for (int row = 0; row < _wanted.Height; row++)
        {
            if (isWhole)
                Set(row, 0, _wanted.Width);
            else
                SetChanged(row);
        }
        FramesDrawn += CellsSet == before ? 0 : 1;
        _isShownKnown = true;
        _shown.CopyFrom(_wanted);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp))
            _press(new UiKey(UiKeyKind.Up));
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown))
            _press(new UiKey(UiKeyKind.Down));
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } position && KeyAt(position) is { } key)
            _press(key);
        else
            return false;
        return true;
    }

    private UiKey? KeyAt(Point position) =>
        position.X >= 0 && position.X < _wanted.Width && position.Y >= 0 && position.Y < _wanted.Height
            ? _wanted[position.X, position.Y].Click : null;

    private void SetChanged(int row)
    {
        ReadOnlySpan<Cell> wanted = _wanted.Row(row), shown = _shown.Row(row);
        int first = wanted.CommonPrefixLength(shown);
        while (first < wanted.Length)
        {
            int end = first + 1, next = end + wanted[end..].CommonPrefixLength(shown[end..]);
            while (next < wanted.Length && next - end < LeastGap)
            {
                end = next + 1;
                next = end + wanted[end..].CommonPrefixLength(shown[end..]);
            }
            SetWhole(row, first, end);
            first = next;
        }
    }

    // Both halves of a wide character are set together.
    private void SetWhole(int row, int first, int end)
    {
        ReadOnlySpan<Cell> wanted = _wanted.Row(row), shown = _shown.Row(row);
        while (first > 0 && (wanted[first].IsRightHalf || shown[first].IsRightHalf))
            first--;
        while (end < wanted.Length && (wanted[end].IsRightHalf || shown[end].IsRightHalf))
            end++;
        Set(row, first, end);
    }

    // The cursor moves to each piece of one tone explicitly, so that a disputed character width cannot shift the text after it.
    private void Set(int row, int first, int end)
    {
        ReadOnlySpan<Cell> cells = _wanted.Row(row);
        CellsSet += end - first;
        while (first < end)
        {
            int column = first;
            Tone tone = cells[column].Tone;
            bool isWide;
            do
            {
                _run.Append(cells[column++].Rune);
                isWide = column < end && cells[column].IsRightHalf;
                column += isWide ? 1 : 0;
            }
            while (column < end && !isWide && cells[column].Tone == tone);
            Move(first, row);
            SetAttribute(_palette[tone]);
            AddStr(_run.ToString());
            _run.Clear();
            first = column;
        }
    }
}
