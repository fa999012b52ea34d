namespace Terminal.Gui.ViewBase;

public partial class View
{
    private string _text = string.Empty;

    /// <summary>The text has changed.</summary>
    public event EventHandler? TextChanged;

    /// <summary>How the text is laid out.</summary>
    public TextFormatter TextFormatter { get; init; } = new();

    /// <summary>The text.</summary>
    public virtual string Text
    {
        get => _text;
        set
        {
            if (_text == value)
                return;
            _text = value ?? string.Empty;
            UpdateTextFormatterText();
            SetNeedsLayout();
            OnTextChanged();
        }
    }

    /// <summary>Where the lines of the text stand across.</summary>
    public Alignment TextAlignment
    {
        get => TextFormatter.Alignment;
        set
        {
            TextFormatter.Alignment = value;
            SetNeedsDraw();
        }
    }

    /// <summary>Where the lines of the text stand down.</summary>
    public Alignment VerticalTextAlignment
    {
        get => TextFormatter.VerticalAlignment;
        set
        {
            TextFormatter.VerticalAlignment = value;
            SetNeedsDraw();
        }
    }

    /// <summary>Raises <see cref="TextChanged"/>.</summary>
    public void OnTextChanged() => TextChanged?.Invoke(this, EventArgs.Empty);

    /// <summary>Draws the text.</summary>
    public void DrawText(DrawContext? context = null)
    {
        if (Driver is not { } driver || TextFormatter.Text.Length == 0)
            return;
        var (plain, hot) = HasFocus ? (VisualRole.Focus, VisualRole.HotFocus) : (VisualRole.Normal, VisualRole.HotNormal);
        var content = new Rectangle(ContentToScreen(Point.Empty), GetContentSize());
        TextDrawing.Draw(driver, TextFormatter, content, GetAttributeForRole(plain), GetAttributeForRole(hot));
    }

    /// <summary>Gives the text to the formatter, in the form it is shown.</summary>
    protected virtual void UpdateTextFormatterText() => TextFormatter.Text = _text;
}
