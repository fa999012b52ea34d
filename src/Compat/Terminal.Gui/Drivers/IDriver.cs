namespace Terminal.Gui.Drivers;

/// <summary>The screen an application draws on, and where its input comes from.</summary>
public interface IDriver : IDisposable
{
    /// <summary>The screen, with its size in cells.</summary>
    Rectangle Screen { get; }

    /// <summary>Columns of the screen.</summary>
    int Cols { get; }

    /// <summary>Rows of the screen.</summary>
    int Rows { get; }

    /// <summary>The frame as it is drawn, by row and column.</summary>
    Cell[,]? Contents { get; }

    /// <summary>Whether only the sixteen colours are sent; others become the nearest of them.</summary>
    bool Force16Colors { get; set; }

    /// <summary>The screen has another size.</summary>
    event EventHandler<SizeChangedEventArgs>? SizeChanged;

    /// <summary>A key was pressed.</summary>
    event EventHandler<Key>? KeyDown;

    /// <summary>The mouse did something.</summary>
    event EventHandler<Mouse>? MouseEvent;

    /// <summary>Text was pasted.</summary>
    event EventHandler<string>? Paste;

    /// <summary>The name of the driver.</summary>
    string? GetName();

    /// <summary>Sets the size of the screen. What is real keeps its size and is followed again when that changes.</summary>
    void SetScreenSize(int width, int height);

    /// <summary>Empties the frame.</summary>
    void ClearContents();

    /// <summary>Sends what has changed since the last frame to the terminal.</summary>
    void Refresh();

    /// <summary>Shows or hides the terminal's cursor.</summary>
    void SetCursor(Cursor cursor);

    /// <summary>The cursor as it was set.</summary>
    Cursor GetCursor();

    /// <summary>
    /// Sends this to the terminal as it stands, past the frame: a bell, for instance. Nothing happens where there is none.
    /// </summary>
    void WriteRaw(string ansi);

    /// <summary>The frame as text: each row, and a line break after it.</summary>
    string ToString();
}
