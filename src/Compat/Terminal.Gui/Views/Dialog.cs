namespace Terminal.Gui.Views;

/// <summary>
/// A window in the middle, as large as what is in it, with buttons in its last row. The last button added is the default.
/// </summary>
public class Dialog<TResult> : Runnable<TResult>
{
    private readonly List<Button> _buttons = [];
    private readonly View _buttonRow;

    /// <summary>An empty one.</summary>
    public Dialog()
    {
        X = Pos.Center();
        Y = Pos.Center();
        var (across, down) = (Dim.Func(_ => GetAdornmentsThickness().Horizontal), Dim.Func(_ => GetAdornmentsThickness().Vertical));
        Width = Dim.Auto(DimAutoStyle.Auto, Dim.Func(_ => LeastWidth()), Dim.Percent(100) - across);
        Height = Dim.Auto(DimAutoStyle.Auto, 1, Dim.Percent(100) - down);
        BorderStyle = Dialog.DefaultBorderStyle;
        ShadowStyle = Dialog.DefaultShadow;
        ButtonAlignment = Dialog.DefaultButtonAlignment;
        SchemeName = SchemeManager.SchemesToSchemeName(Schemes.Dialog);
        CommandsToBubbleUp = [Command.Accept];
        _buttonRow = new ButtonRow(this) { CommandsToBubbleUp = [Command.Accept] };
        AddToPadding(_buttonRow);
    }

    /// <summary>Where the buttons stand.</summary>
    public Alignment ButtonAlignment { get; set; }

    /// <summary>The buttons. Setting adds them.</summary>
    public Button[] Buttons
    {
        get => [.. _buttons];
        set
        {
            foreach (var button in value ?? [])
                AddButton(button);
        }
    }

    /// <summary>Adds a button, which becomes the default one.</summary>
    public void AddButton(Button dialogButton)
    {
        ArgumentNullException.ThrowIfNull(dialogButton);
        foreach (var button in _buttons)
            button.IsDefault = false;
        _buttons.Add(dialogButton);
        dialogButton.IsDefault = true;
        DefaultAcceptView = dialogButton;
        _buttonRow.Add(dialogButton);
        Padding.Thickness = Padding.Thickness with { Bottom = 2 };
    }

    /// <inheritdoc/>
    protected override bool OnAccepting(CommandEventArgs args)
    {
        if (SourceOf(args?.Context) is not { } source)
            return false;
        RequestStop();
        return source is IAcceptTarget { IsDefault: false };
    }

    /// <summary>The text of a dialog is plain although the dialog has the focus: that shows in its buttons.</summary>
    protected override bool OnGettingAttributeForRole(in VisualRole role, ref Attribute currentAttribute)
    {
        if (role is not (VisualRole.Focus or VisualRole.HotFocus) || Focused is null)
            return false;
        currentAttribute = GetScheme().GetAttributeForRole(role);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnDrawingText(DrawContext? context)
    {
        if (Driver is not { } driver || TextFormatter.Text.Length == 0)
            return true;
        var content = new Rectangle(ContentToScreen(Point.Empty), GetContentSize());
        TextDrawing.Draw(driver, TextFormatter, content, GetScheme().Normal, GetScheme().HotNormal);
        return true;
    }

    private int LeastWidth() => Math.Max(Title.GetColumns() + 2, _buttons.Sum(button => button.TextFormatter.Text.GetColumns() + 1));

    /// <summary>The row at the bottom of the padding that the buttons stand in.</summary>
    private sealed class ButtonRow : View
    {
        private readonly Dialog<TResult> _dialog;

        internal ButtonRow(Dialog<TResult> dialog)
        {
            _dialog = dialog;
            CanFocus = true;
            Y = Pos.AnchorEnd();
            Width = Dim.Fill();
            Height = 1;
        }

        protected override void OnSubViewLayout(LayoutEventArgs args)
        {
            var widths = SubViews.Select(button => button.NeededContent(DimAutoStyle.Text, Dimension.Width, Viewport.Width)).ToList();
            var free = Math.Max(0, Viewport.Width - widths.Sum() - Math.Max(0, widths.Count - 1));
            var column = _dialog.ButtonAlignment switch { Alignment.End => free, Alignment.Center => free / 2, _ => 0 };
            foreach (var (button, width) in SubViews.Zip(widths))
            {
                button.X = column;
                column += width + 1;
            }
        }
    }
}

/// <summary>A dialog whose result is the number of the button that ended it; null if something else did.</summary>
public class Dialog : Dialog<int>
{
    /// <summary>The border that dialogs get when they are made; at first heavy lines.</summary>
    public static LineStyle DefaultBorderStyle { get; set; } = LineStyle.Heavy;

    /// <summary>Where the buttons of dialogs stand; at first at the right.</summary>
    public static Alignment DefaultButtonAlignment { get; set; } = Alignment.End;

    /// <summary>The shadow that dialogs get when they are made. Kept but not drawn here; the package draws it.</summary>
    public static ShadowStyles DefaultShadow { get; set; } = ShadowStyles.Transparent;

    /// <summary>Whether it was not ended by the last button.</summary>
    public bool Canceled => Result != Buttons.Length - 1;

    /// <summary>The number of the button that ended it.</summary>
    public new int? Result
    {
        get => ((IRunnable)this).Result as int?;
        set => ((IRunnable)this).Result = value;
    }

    /// <inheritdoc/>
    protected override bool OnAccepting(CommandEventArgs args)
    {
        if (SourceOf(args?.Context) is { } source)
        {
            var ended = Array.IndexOf(Buttons, source);
            if (ended < 0)
                ended = Array.IndexOf(Buttons, DefaultAcceptView);
            if (ended >= 0)
                Result = ended;
        }
        return base.OnAccepting(args!);
    }
}
