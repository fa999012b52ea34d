using System.Text;
using Election.Node.Screen.Model;

namespace Election.Node.Screen.Text;

/// <summary>One cell of a terminal.</summary>
/// <param name="Rune">The character; U+0000 in the right half of a wide one, whose left half holds it.</param>
/// <param name="Tone">The tone, from which the colours follow.</param>
/// <param name="Click">The key that a click stands for; null for none.</param>
internal readonly record struct Cell(Rune Rune, Tone Tone, UiKey? Click)
{
    /// <summary>An empty cell.</summary>
    public static readonly Cell Blank = new(new Rune(' '), Tone.Normal, null);

    /// <summary>True for the right half of a wide character.</summary>
    public bool IsRightHalf => Rune.Value == 0;
}

/// <summary>
/// The cells of a terminal, to paint and to compare. Painting outside the grid is clipped, and half a wide character never remains. The
/// grid is reused from frame to frame: a frame of 200×50 allocates no cell.
/// </summary>
internal sealed class CellGrid
{
    private Cell[] _cells = [];

    /// <summary>The number of columns.</summary>
    public int Width { get; private set; }

    /// <summary>The number of rows.</summary>
    public int Height { get; private set; }

    /// <summary>The cell in a column and a row, both from 0.</summary>
    public ref readonly Cell this[int column, int row] => ref _cells[(row * Width) + column];

    /// <summary>One row.</summary>
    public ReadOnlySpan<Cell> Row(int row) => _cells.AsSpan(row * Width, Width);

    /// <summary>Resizes the grid and blanks every cell.</summary>
    public void Clear(int width, int height)
    {
        (Width, Height) = (width, height);
        if (_cells.Length != width * height)
            _cells = new Cell[width * height];
        Array.Fill(_cells, Cell.Blank);
    }

    /// <summary>Copies the size and the cells of another grid.</summary>
    public void CopyFrom(CellGrid other)
    {
        if (_cells.Length != other._cells.Length)
            _cells = new Cell[other._cells.Length];
        (Width, Height) = (other.Width, other.Height);
        other._cells.CopyTo(_cells, 0);
    }

    /// <summary>Blanks a rectangle.</summary>
    public void Blank(int left, int top, int width, int height)
    {
        for (int row = top; row < top + height; row++)
        {
            for (int column = left; column < left + width; column++)
                Put(column, row, Cell.Blank);
        }
    }

    /// <summary>Paints a character that is one cell wide.</summary>
    public void Put(int column, int row, char character, Tone tone) => Put(column, row, new Cell(new Rune(character), tone, null));

    /// <summary>Paints a line from a column on, at most <paramref name="width"/> cells of it.</summary>
    public void Put(int column, int row, Line line, int width)
    {
        int end = Math.Min(column + width, Width);
        foreach (Segment segment in line.Segments)
        {
            foreach (Rune rune in segment.Text.EnumerateRunes())
            {
                int cells = Cells.Width(rune);
                if (column + cells > end)
                    return;
                Put(column, row, new Cell(rune, segment.Tone, segment.Click));
                if (cells > 1)
                    Put(column + 1, row, new Cell(default, segment.Tone, segment.Click));
                column += cells;
            }
        }
    }

    private void Put(int column, int row, in Cell cell)
    {
        if (column < 0 || column >= Width || row < 0 || row >= Height)
            return;
        int at = (row * Width) + column;
        // Half a wide character without its other half becomes blank.
        if (_cells[at].IsRightHalf && !cell.IsRightHalf && column > 0)
            _cells[at - 1] = _cells[at - 1] with { Rune = Cell.Blank.Rune };
        if (!_cells[at].IsRightHalf && column + 1 < Width && _cells[at + 1].IsRightHalf)
            _cells[at + 1] = _cells[at + 1] with { Rune = Cell.Blank.Rune };
        _cells[at] = cell;
    }
}
