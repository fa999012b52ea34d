namespace Terminal.Gui.Views;

/// <summary>Text, as large as it needs. Its hot key gives the focus to the view after it.</summary>
public class Label : View
{
    /// <summary>An empty one.</summary>
    public Label()
    {
        Width = Dim.Auto(DimAutoStyle.Text);
        Height = Dim.Auto(DimAutoStyle.Text);
        TextFormatter.HotKeySpecifier = HotKeySpecifier;
    }

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
    protected override void OnTitleChanged() => base.Text = Title;

    /// <inheritdoc/>
    protected override bool OnActivating(CommandEventArgs args)
    {
        if (CanFocus || !HotKey.IsValid || SuperView is null)
            return false;
        return SuperView.SubViews.SkipWhile(view => view != this).Skip(1).FirstOrDefault()?.InvokeCommand(Command.HotKey) == true;
    }
}
