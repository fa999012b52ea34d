namespace Terminal.Gui.Views;

/// <summary>
/// A key, what it does and help on it, in one row: in a status bar the key first. The key means it anywhere in the view around; a click on
/// it
/// does the same. Handle <see cref="View.Activated"/> or <see cref="View.Accepting"/>, or give it an <see cref="Action"/>.
/// </summary>
public class Shortcut : View
{
    private Key _key = Key.Empty;
    private string _help = string.Empty;

    /// <summary>An empty one.</summary>
    public Shortcut() : this(Key.Empty, null, null)
    {
    }

    /// <summary>One with all its parts.</summary>
    public Shortcut(Key key, string? commandText, Action? action, string? helpText = null)
    {
        CanFocus = true;
        CommandsToBubbleUp = [Command.Activate, Command.Accept];
        Width = Dim.Auto(DimAutoStyle.Text);
        Height = Dim.Auto(DimAutoStyle.Text, 1);
        TextFormatter.WordWrap = false;
        _help = helpText ?? string.Empty;
        Action = action;
        Key = key;
        Title = commandText ?? string.Empty;
        UpdateTextFormatterText();
    }

    /// <summary>What it does.</summary>
    public Action? Action { get; set; }

    /// <summary>The key.</summary>
    public Key Key
    {
        get => _key;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            BoundKeys()?.Remove(_key);
            _key = value;
            BindKey();
            UpdateTextFormatterText();
            SetNeedsLayout();
        }
    }

    /// <summary>Whether the key means it in the whole application, whatever runs on top.</summary>
    public bool BindKeyToApplication
    {
        get;
        set
        {
            BoundKeys()?.Remove(_key);
            field = value;
            BindKey();
        }
    }

    /// <summary>The help.</summary>
    public string HelpText
    {
        get => _help;
        set
        {
            _help = value ?? string.Empty;
            UpdateTextFormatterText();
            SetNeedsLayout();
        }
    }

    /// <summary>The help, too.</summary>
    public override string Text
    {
        get => HelpText;
        set => HelpText = value;
    }

    /// <inheritdoc/>
    public override void EndInit()
    {
        base.EndInit();
        BindKey();
    }

    /// <inheritdoc/>
    protected override void OnTitleChanged() => UpdateTextFormatterText();

    /// <inheritdoc/>
    protected override void OnActivated(ICommandContext? ctx) => Action?.Invoke();

    /// <inheritdoc/>
    protected override bool OnAccepting(CommandEventArgs args)
    {
        if (args?.Context?.Binding is not KeyBinding)
            return false;
        InvokeCommand(Command.Activate, args.Context.Binding);
        return true;
    }

    /// <inheritdoc/>
    protected override void UpdateTextFormatterText()
    {
        var title = TextFormatter.FindHotKey(Title, HotKeySpecifier, out var at, out _)
            ? TextFormatter.RemoveHotKeySpecifier(Title, at, HotKeySpecifier)
            : Title;
        var parts = new[] { _key.IsValid ? _key.ToString() : string.Empty, _help, title };
        TextFormatter.Text = $" {string.Join("  ", parts.Where(part => part.Length > 0))} ";
    }

    private KeyBindings? BoundKeys() => BindKeyToApplication ? App?.Keyboard.KeyBindings : HotKeyBindings;

    private void BindKey()
    {
        if (_key.IsValid && BoundKeys() is { } keys)
        {
            keys.Remove(_key);
            keys.Add(_key, new KeyBinding([Command.HotKey], this));
        }
    }
}
