namespace Terminal.Gui.ViewBase;

public partial class View
{
    private Scheme? _scheme;
    private string? _schemeName;

    /// <summary>An attribute for a role is needed, and a handler may give another.</summary>
    public event EventHandler<VisualRoleEventArgs>? GettingAttributeForRole;

    /// <summary>Whether it has a scheme of its own.</summary>
    public bool HasScheme => _scheme is not null;

    /// <summary>The name of its scheme in <see cref="SchemeManager"/>, used if it has none of its own.</summary>
    public string? SchemeName
    {
        get => _schemeName;
        set
        {
            _schemeName = value;
            SetNeedsDraw();
        }
    }

    /// <summary>Its own scheme, else the one named, else that of the view around it, else the base scheme.</summary>
    public Scheme GetScheme() =>
        _scheme ?? (SchemeName is { Length: > 0 } name && SchemeManager.TryGetScheme(name, out var named) ? named : null)
        ?? SuperView?.GetScheme() ?? SchemeManager.GetScheme(Schemes.Base);

    /// <summary>Gives it a scheme of its own; null takes that back.</summary>
    public bool SetScheme(Scheme? scheme)
    {
        if (_scheme == scheme)
            return false;
        _scheme = scheme;
        SetNeedsDraw();
        return true;
    }

    /// <summary>
    /// The attribute for a role: that of its scheme, unless it or a handler gives another; that of what is disabled if it is.
    /// </summary>
    public Attribute GetAttributeForRole(VisualRole role)
    {
        var shown = Enabled ? role : VisualRole.Disabled;
        var attribute = _scheme is null && string.IsNullOrEmpty(SchemeName) && SuperView is { } around
            ? around.GetAttributeForRole(shown)
            : GetScheme().GetAttributeForRole(shown);
        if (OnGettingAttributeForRole(shown, ref attribute) || GettingAttributeForRole is not { } handlers)
            return attribute;
        var args = new VisualRoleEventArgs(shown, attribute);
        handlers(this, args);
        return args is { Handled: true, Result: { } answer } ? answer : attribute;
    }

    /// <summary>An attribute for a role is needed.</summary>
    /// <returns>Whether the attribute stands as it is then.</returns>
    protected virtual bool OnGettingAttributeForRole(in VisualRole role, ref Attribute currentAttribute) => false;
}
