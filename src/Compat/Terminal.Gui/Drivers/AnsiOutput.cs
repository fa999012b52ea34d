using System.Buffers;
using System.Text;

namespace Terminal.Gui.Drivers;

/// <summary>
/// Shows frames on a terminal by sending only the cells that differ from what is shown. Characters whose width terminals may disagree about
/// are sent so that a disagreement harms nothing: their cells are emptied first, the cursor is set anew behind them, and what stands there
/// is
/// sent again.
/// </summary>
internal sealed class AnsiOutput(ITerminal terminal, TerminalColors colors)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private Cell[,] _shown = new Cell[0, 0];
    private Attribute? _attribute;
    private (int Row, int Column) _at = (-1, -1);
    private Cursor _cursor = new();

    /// <summary>Lets the next frame be sent whole.</summary>
    internal void Forget() => _shown = new Cell[0, 0];

    internal void WriteRaw(string ansi) => terminal.Write(Encoding.UTF8.GetBytes(ansi));

    internal void Show(Cell[,] frame, bool only16)
    {
        var (rows, columns) = (frame.GetLength(0), frame.GetLength(1));
        _bytes.ResetWrittenCount();
        (_attribute, _at) = (null, (-1, -1));
        if (_shown.GetLength(0) != rows || _shown.GetLength(1) != columns)
        {
            _shown = new Cell[rows, columns];
            Append("\e[0m\e[2J"u8);
        }
        var palette = only16 ? TerminalColors.Sixteen : colors;
        for (var row = 0; row < rows; row++)
            ShowRow(frame, row, columns, palette);
        if (_bytes.WrittenCount == 0)
            return;
        Append("\e[0m"u8);
        AppendCursor();
        terminal.Write(_bytes.WrittenSpan);
    }

    internal void ShowCursor(Cursor cursor)
    {
        if (cursor == _cursor)
            return;
        _cursor = cursor;
        _bytes.ResetWrittenCount();
        AppendCursor();
        terminal.Write(_bytes.WrittenSpan);
    }

    private void ShowRow(Cell[,] frame, int row, int columns, TerminalColors palette)
    {
        var again = 0;
        for (var column = 0; column < columns; column++)
        {
            ref var cell = ref frame[row, column];
            var width = Math.Min(WidthOf(cell.Grapheme), columns - column);
            if (again-- <= 0 && IsShown(frame, row, column, width))
            {
                column += width - 1;
                continue;
            }
            GoTo(row, column);
            if (_attribute != cell.Attribute)
                SetAttribute(cell.Attribute ?? Attribute.Default, palette);
            if (IsSteady(cell.Grapheme))
            {
                Append(cell.Grapheme);
                _at = (row, column + 1);
            }
            else
            {
                _bytes.Write("  "u8[..width]);
                _at = (-1, -1);
                GoTo(row, column);
                Append(cell.Grapheme);
                _at = (-1, -1);
                again = 2;
            }
            for (var i = 0; i < width; i++)
                _shown[row, column + i] = frame[row, column + i];
            column += width - 1;
        }
    }

    private bool IsShown(Cell[,] frame, int row, int column, int width)
    {
        for (var i = 0; i < width; i++)
        {
            ref var shown = ref _shown[row, column + i];
            ref var cell = ref frame[row, column + i];
            if (shown.Grapheme != cell.Grapheme || shown.Attribute != cell.Attribute)
                return false;
        }
        return true;
    }

    private static int WidthOf(string drawn) => drawn.Length == 1 && drawn[0] <= '\u10FF' ? 1 : Math.Max(1, drawn.GetColumns());

    /// <summary>Whether every terminal draws it in one column: Latin, Greek and Cyrillic letters, arrows, lines, blocks.</summary>
    private static bool IsSteady(string drawn) =>
        drawn.Length == 1 && drawn[0] is (>= ' ' and < '\u007F') or (>= '\u00A1' and < '\u0300' and not '\u00AD')
            or (>= '\u0370' and < '\u0483') or (>= '\u2010' and < '\u2028') or (>= '\u2500' and < '\u25A0');

    private void GoTo(int row, int column)
    {
        if (_at == (row, column))
            return;
        Append($"\e[{row + 1};{column + 1}H");
        _at = (row, column);
    }

    private void AppendCursor()
    {
        if (_cursor is { IsVisible: true, Position: { } position })
            Append($"\e[{(int)_cursor.Style} q\e[{position.Y + 1};{position.X + 1}H\e[?25h");
        else
            Append("\e[?25l"u8);
    }

    private void SetAttribute(Attribute attribute, TerminalColors palette)
    {
        _attribute = attribute;
        Append("\e[0"u8);
        AnsiColors.AppendStyle(_bytes, attribute.Style);
        AnsiColors.AppendColor(_bytes, attribute.Foreground, palette, background: false);
        AnsiColors.AppendColor(_bytes, attribute.Background, palette, background: true);
        Append("m"u8);
    }

    private void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
