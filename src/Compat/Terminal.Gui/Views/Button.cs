namespace Terminal.Gui.Views;

/// <summary>A button. Enter, Space, a click or its hot key accept it: handle <see cref="View.Accepting"/>.</summary>
public class Button : View, IAcceptTarget
{
    /// <summary>An empty one.</summary>
    public Button()
    {
        CanFocus = true;
        Width = Dim.Auto(DimAutoStyle.Text);
        Height = Dim.Auto(DimAutoStyle.Text);
        TextAlignment = Alignment.Center;
        VerticalTextAlignment = Alignment.Center;
        TextFormatter.HotKeySpecifier = HotKeySpecifier;
        TextFormatter.WordWrap = false;
        ShadowStyle = DefaultShadow;
        KeyBindings.ReplaceCommands(Key.Space, Command.Accept);
        KeyBindings.ReplaceCommands(Key.Enter, Command.Accept);
        MouseBindings.Clear();
        MouseBindings.Add(MouseFlags.LeftButtonClicked, Command.Accept);
        MouseBindings.Add(MouseFlags.LeftButtonDoubleClicked, Command.Accept);
        MouseBindings.Add(MouseFlags.LeftButtonTripleClicked, Command.Accept);
        UpdateTextFormatterText();
    }

    /// <summary>The shadow that buttons get when they are made. Kept but not drawn here; the package draws it.</summary>
    public static ShadowStyles DefaultShadow { get; set; } = ShadowStyles.Opaque;

    /// <summary>The text, and the title: the character after an underscore is the hot key.</summary>
    public override string Text
    {
        get => Title;
        set => Title = value;
    }

    /// <inheritdoc/>
    public override Rune HotKeySpecifier
    {
        get => base.HotKeySpecifier;
        set => TextFormatter.HotKeySpecifier = base.HotKeySpecifier = value;
    }

    /// <inheritdoc/>
    public bool IsDefault
    {
        get;
        set
        {
            field = value;
            UpdateTextFormatterText();
            SetNeedsLayout();
        }
    }

    /// <summary>Whether it is drawn without brackets.</summary>
    public bool NoDecorations
    {
        get;
        set
        {
            field = value;
            UpdateTextFormatterText();
            SetNeedsLayout();
        }
    }

    /// <inheritdoc/>
    protected override void OnTitleChanged() => base.Text = Title;

    /// <inheritdoc/>
    protected override void OnHotKeyCommand(ICommandContext? ctx) => InvokeCommand(Command.Accept);

    /// <inheritdoc/>
    protected override void UpdateTextFormatterText()
    {
        base.UpdateTextFormatterText();
        if (NoDecorations)
            return;
        var (left, right) = IsDefault ? ($"{Glyphs.LeftDefaultIndicator} ", $" {Glyphs.RightDefaultIndicator}") : (" ", " ");
        TextFormatter.Text = $"{Glyphs.LeftBracket}{left}{Title}{right}{Glyphs.RightBracket}";
    }
}
