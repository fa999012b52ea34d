namespace Terminal.Gui.Drivers;

internal sealed partial class AnsiDriver
{
    private static readonly Attribute Blank = new(Color.None, Color.None);

    private Cell[,] _contents = new Cell[0, 0];
    private Attribute _attribute = Attribute.Default;
    private int _column;
    private int _row;

    public int Cols => _contents.GetLength(1);

    public int Rows => _contents.GetLength(0);

    public Cell[,]? Contents => _contents;

    /// <summary>What is drawn outside of it is not.</summary>
    internal Rectangle Clip { get; set; }

    public void ClearContents()
    {
        Clip = Screen;
        var before = _attribute;
        _attribute = Blank;
        FillRect(Screen, new Rune(' '));
        _attribute = before;
    }

    /// <summary>The frame as text: each row, and a line break after it.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder(Rows * (Cols + 1));
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Cols; column++)
            {
                var drawn = _contents[row, column].Grapheme;
                text.Append(drawn);
                if (drawn.Length > 1 || drawn[0] > '\u10FF')
                    column += drawn.GetColumns() - 1;
            }
            text.AppendLine();
        }
        return text.ToString();
    }

    internal void Move(int column, int row) => (_column, _row) = (column, row);

    internal Attribute GetAttribute() => _attribute;

    internal Attribute SetAttribute(Attribute attribute)
    {
        var before = _attribute;
        _attribute = attribute;
        return before;
    }

    internal void AddRune(Rune rune) => AddStr(rune.ToString());

    /// <summary>
    /// Draws text in one row. What is two columns wide and would show only half is replaced by a character of one column.
    /// </summary>
    internal void AddStr(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cells = new CellText(text);
        while (cells.MoveNext())
        {
            if (_row >= Clip.Top && _row < Clip.Bottom)
                Put(cells.Current, cells.Width);
            _column += cells.Width;
        }
    }

    internal void FillRect(Rectangle rect, Rune rune)
    {
        var part = Rectangle.Intersect(rect, Clip);
        var fill = new CellText(rune.ToString());
        var drawn = fill.MoveNext() && fill.Width == 1 ? fill.Current : " ";
        for (var row = part.Top; row < part.Bottom; row++)
        {
            for (var column = part.Left; column < part.Right; column++)
                Set(row, column, drawn);
        }
    }

    private void Put(string piece, int width)
    {
        var (first, last) = (_column, _column + width - 1);
        if (first >= Clip.Left && last < Clip.Right)
        {
            Set(_row, first, piece);
            if (width == 2)
                SetSecond(_row, last);
            return;
        }
        for (var column = Math.Max(first, Clip.Left); column <= Math.Min(last, Clip.Right - 1); column++)
            Set(_row, column, Glyphs.WideGlyphReplacement.ToString());
    }

    private void Set(int row, int column, string piece)
    {
        SplitWide(row, column);
        Replace(ref _contents[row, column], piece);
    }

    /// <summary>The second cell of what is wide: whatever was drawn from there loses its first half.</summary>
    private void SetSecond(int row, int column)
    {
        if (IsWide(row, column))
            Replace(ref _contents[row, column + 1], Glyphs.WideGlyphReplacement.ToString());
        Replace(ref _contents[row, column], " ");
    }

    /// <summary>Replaces the halves of what is wide and is about to be drawn over in part.</summary>
    private void SplitWide(int row, int column)
    {
        if (column > 0 && IsWide(row, column - 1))
            Replace(ref _contents[row, column - 1], Glyphs.WideGlyphReplacement.ToString());
        if (IsWide(row, column) && column + 1 < Cols)
            Replace(ref _contents[row, column + 1], Glyphs.WideGlyphReplacement.ToString());
    }

    private bool IsWide(int row, int column)
    {
        var drawn = _contents[row, column].Grapheme;
        return drawn.Length > 0 && drawn[0] > '\u10FF' && drawn.GetColumns() == 2;
    }

    private void Replace(ref Cell cell, string piece)
    {
        if (cell.Grapheme == piece && cell.Attribute == _attribute)
            return;
        cell = new Cell(_attribute, true, piece);
    }

    private void Resize(Size size)
    {
        _contents = new Cell[Math.Clamp(size.Height, 0, MaximumRows), Math.Clamp(size.Width, 0, MaximumColumns)];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Cols; column++)
                _contents[row, column] = new Cell(Blank, true, " ");
        }
        Clip = Screen;
    }
}
