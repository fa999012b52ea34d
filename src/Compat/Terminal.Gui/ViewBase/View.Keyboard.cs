namespace Terminal.Gui.ViewBase;

public partial class View
{
    private Key _hotKey = Key.Empty;
    private Rune _hotKeySpecifier = new('_');

    /// <summary>A key was pressed, and nothing here has done anything for it yet.</summary>
    public event EventHandler<Key>? KeyDown;

    /// <summary>A key was pressed that nothing here is bound to.</summary>
    public event EventHandler<Key>? KeyDownNotHandled;

    /// <summary>Keys that mean something while it has the focus; at first Space activates and Enter accepts.</summary>
    public KeyBindings KeyBindings { get; } = new();

    /// <summary>Keys that mean something while any view around it has the focus.</summary>
    public KeyBindings HotKeyBindings { get; } = new();

    /// <summary>The key that gives it the focus and activates it, with or without Alt.</summary>
    public Key HotKey
    {
        get => _hotKey;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var old in HotKeyForms(_hotKey))
                HotKeyBindings.Remove(old);
            _hotKey = value;
            foreach (var form in HotKeyForms(value))
                HotKeyBindings.ReplaceCommands(form, Command.HotKey);
        }
    }

    /// <summary>The character before the hot key in the title; U+FFFF for none.</summary>
    public virtual Rune HotKeySpecifier
    {
        get => _hotKeySpecifier;
        set
        {
            _hotKeySpecifier = value;
            SetHotKeyFromTitle();
        }
    }

    /// <summary>Passes a key to the view in it that has the focus, then through its own events, bindings and hot keys.</summary>
    /// <returns>Whether it was handled.</returns>
    public bool NewKeyDownEvent(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!Enabled)
            return false;
        if (Focused?.NewKeyDownEvent(key) == true)
            return true;
        if (OnKeyDown(key) || key.Handled)
            return true;
        KeyDown?.Invoke(this, key);
        if (key.Handled || InvokeBound(KeyBindings, key) == true || InvokeHotKey(key) == true || key.Handled)
            return true;
        if (OnKeyDownNotHandled(key) || key.Handled)
            return true;
        KeyDownNotHandled?.Invoke(this, key);
        return key.Handled;
    }

    /// <summary>Offers pasted text to the view in it that has the focus, then takes it itself.</summary>
    /// <returns>Whether anybody took it.</returns>
    internal bool NewPasteEvent(string text) => Enabled && (Focused?.NewPasteEvent(text) == true || OnPaste(text));

    /// <summary>A key was pressed.</summary>
    /// <returns>Whether it is handled.</returns>
    protected virtual bool OnKeyDown(Key key) => false;

    /// <summary>A key was pressed that nothing is bound to.</summary>
    /// <returns>Whether it is handled.</returns>
    protected virtual bool OnKeyDownNotHandled(Key key) => false;

    /// <summary>Text was pasted.</summary>
    /// <returns>Whether it is taken.</returns>
    protected virtual bool OnPaste(string text) => false;

    private static IEnumerable<Key> HotKeyForms(Key key)
    {
        if (!key.IsValid)
            return [];
        var bare = key.NoAlt;
        Key[] forms = bare.NoShift.IsKeyCodeAtoZ
            ? [bare.NoShift, bare.WithShift, bare.NoShift.WithAlt, bare.WithShift.WithAlt]
            : [bare, bare.WithAlt];
        return forms.Distinct();
    }

    private bool? InvokeBound(KeyBindings bindings, Key key) =>
        bindings.TryGet(key, out var binding) ? InvokeCommands(binding.Commands, binding with { Key = key }) : null;

    private bool? InvokeHotKey(Key key)
    {
        if (!Enabled || !Visible)
            return false;
        if (InvokeBound(HotKeyBindings, key) == true)
            return true;
        var focused = Focused;
        return _subViews.Concat(_paddingViews).Where(view => view != focused).ToArray().Any(view => view.InvokeHotKey(key) == true);
    }

    private void SetHotKeyFromTitle() =>
        HotKey = TextFormatter.FindHotKey(_title, HotKeySpecifier, out _, out var key) ? key : Key.Empty;
}
