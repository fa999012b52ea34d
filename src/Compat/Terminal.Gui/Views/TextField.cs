namespace Terminal.Gui.Views;

/// <summary>One line of text that can be edited. Enter accepts it.</summary>
public partial class TextField : View
{
    /// <summary>Characters a field holds at most; what is typed or pasted beyond is dropped.</summary>
    internal const int MaximumCharacters = 65_536;

    private readonly List<string> _characters = [];
    private int _insertion;

    /// <summary>An empty one, one row high.</summary>
    public TextField()
    {
        CanFocus = true;
        Height = Dim.Auto(DimAutoStyle.Content, 1);
        SetUpEditing();
    }

    /// <summary>The cursor of fields that have the focus.</summary>
    public static CursorStyle DefaultCursorStyle { get; set; } = CursorStyle.BlinkingBar;

    /// <summary>Whether the text cannot be edited.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>The text. Line breaks and what does not show are left out.</summary>
    public override string Text
    {
        get => string.Concat(_characters);
        set
        {
            _characters.Clear();
            _characters.AddRange(Typeable(value ?? string.Empty).Take(MaximumCharacters));
            _insertion = _characters.Count;
            Changed();
        }
    }

    /// <summary>Before which character what is typed goes.</summary>
    public virtual int InsertionPoint
    {
        get => _insertion;
        set
        {
            _insertion = Math.Clamp(value, 0, _characters.Count);
            SetNeedsDraw();
        }
    }

    /// <summary>The first character that shows.</summary>
    public int ScrollOffset { get; private set; }

    /// <summary>Types text at the insertion point.</summary>
    public void InsertText(string toAdd, bool useOldCursorPos = true)
    {
        var added = Typeable(toAdd ?? string.Empty).Take(MaximumCharacters - _characters.Count).ToList();
        _characters.InsertRange(_insertion, added);
        _insertion += added.Count;
        if (added.Count > 0)
            Changed();
    }

    /// <inheritdoc/>
    protected override bool OnKeyDownNotHandled(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.AsGrapheme.Length == 0 || Rune.IsControl(key.AsRune))
            return false;
        if (!ReadOnly)
            InsertText(key.AsGrapheme);
        return true;
    }

    /// <summary>Takes the first line of what is pasted.</summary>
    protected override bool OnPaste(string text)
    {
        if (ReadOnly)
            return false;
        InsertText(text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnGettingAttributeForRole(in VisualRole role, ref Attribute currentAttribute)
    {
        if (role is not (VisualRole.Normal or VisualRole.Focus))
            return false;
        if (role == VisualRole.Normal || ReadOnly)
            currentAttribute = GetScheme().GetAttributeForRole(ReadOnly ? VisualRole.ReadOnly : VisualRole.Editable);
        return true;
    }

    /// <inheritdoc/>
    protected override void UpdateTextFormatterText()
    {
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        ScrollToInsertion();
        SetAttributeForRole(HasFocus ? VisualRole.Focus : VisualRole.Normal);
        ClearViewport(context);
        Move(0, 0);
        var column = 0;
        for (var i = ScrollOffset; i < _characters.Count && column < Viewport.Width; i++)
        {
            if (i == _insertion)
                ShowCursorAt(column);
            AddStr(_characters[i]);
            column += _characters[i].GetColumns();
        }
        if (_insertion == _characters.Count)
            ShowCursorAt(column);
        return true;
    }

    private static IEnumerable<string> Typeable(string text) =>
        GraphemeHelper.GetGraphemes(text).Where(character => !Rune.IsControl(character.EnumerateRunes().First()));

    private void ShowCursorAt(int column) =>
        Cursor = new Cursor { Position = ViewportToScreen(new Point(column, 0)), Style = DefaultCursorStyle };

    /// <summary>Scrolls so that the insertion point, and one column for the cursor behind the last character, show.</summary>
    private void ScrollToInsertion()
    {
        var (first, columns) = (_insertion, 0);
        while (first > 0 && (columns += _characters[first - 1].GetColumns()) < Viewport.Width)
            first--;
        ScrollOffset = Math.Clamp(ScrollOffset, first, _insertion);
    }

    private void Changed()
    {
        SetNeedsDraw();
        OnTextChanged();
    }
}
