namespace Terminal.Gui.ViewBase;

public partial class View
{
    /// <summary>Goes to a cell of the viewport, to draw there.</summary>
    /// <returns>Whether there is a screen.</returns>
    public bool Move(int col, int row)
    {
        if (Driver is not { } driver)
            return false;
        var cell = ViewportToScreen(new Point(col, row));
        driver.Move(cell.X, cell.Y);
        return true;
    }

    /// <summary>Draws a character and goes on behind it.</summary>
    public void AddRune(Rune rune) => Driver?.AddRune(rune);

    /// <summary>Draws a character and goes on behind it.</summary>
    public void AddRune(char c) => AddRune(Rune.TryCreate(c, out var rune) ? rune : Rune.ReplacementChar);

    /// <summary>Draws a character at a cell of the viewport.</summary>
    public void AddRune(int col, int row, Rune rune)
    {
        if (Move(col, row))
            AddRune(rune);
    }

    /// <summary>Draws text and goes on behind it. It stays in one row, and what would not show is drawn as something that does.</summary>
    public void AddStr(string str) => Driver?.AddStr(str);

    /// <summary>Draws text at a cell of the viewport.</summary>
    public void AddStr(int col, int row, string str)
    {
        if (Move(col, row))
            AddStr(str);
    }

    /// <summary>Fills a rectangle of the viewport with a character.</summary>
    public void FillRect(Rectangle rect, Rune rune) => Driver?.FillRect(ViewportToScreen(rect), rune);

    /// <summary>Fills a rectangle of the viewport with a colour; with that behind plain content if none is given.</summary>
    public void FillRect(Rectangle rect, Color? color = null)
    {
        if (Driver is not { } driver)
            return;
        var fill = color ?? GetAttributeForRole(VisualRole.Normal).Background;
        var before = driver.SetAttribute(new Attribute(fill, fill));
        driver.FillRect(ViewportToScreen(rect), new Rune(' '));
        driver.SetAttribute(before);
    }

    /// <summary>The attribute that drawing uses.</summary>
    public Attribute GetCurrentAttribute() => Driver?.GetAttribute() ?? Attribute.Default;

    /// <summary>Sets the attribute that drawing uses.</summary>
    /// <returns>The one before.</returns>
    public Attribute SetAttribute(Attribute attribute) => Driver?.SetAttribute(attribute) ?? Attribute.Default;

    /// <summary>Sets the attribute that drawing uses to that of a role.</summary>
    /// <returns>The one before.</returns>
    public Attribute? SetAttributeForRole(VisualRole role) => SetAttribute(GetAttributeForRole(role));
}
