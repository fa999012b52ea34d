namespace Terminal.Gui.Drawing;

/// <summary>
/// An attribute for every <see cref="VisualRole"/>. Only <see cref="Normal"/> need be given: the focus exchanges its colours, hot keys are
/// underlined, what is selected is bold besides, what is disabled is faint. (The package derives shades of the colours where this uses
/// styles.)
/// </summary>
public sealed record Scheme
{
    private readonly Attribute? _hotNormal;
    private readonly Attribute? _focus;
    private readonly Attribute? _hotFocus;
    private readonly Attribute? _active;
    private readonly Attribute? _hotActive;
    private readonly Attribute? _highlight;
    private readonly Attribute? _editable;
    private readonly Attribute? _readOnly;
    private readonly Attribute? _disabled;

    /// <summary>A scheme of white on black.</summary>
    public Scheme() => Normal = Attribute.Default;

    /// <summary>A scheme derived from this attribute.</summary>
    public Scheme(Attribute attribute) => Normal = attribute;

    /// <summary>For <see cref="VisualRole.Normal"/>.</summary>
    public Attribute Normal { get; init; }

    /// <summary>For <see cref="VisualRole.HotNormal"/>.</summary>
    public Attribute HotNormal
    {
        get => GetAttributeForRole(VisualRole.HotNormal);
        init => _hotNormal = value;
    }

    /// <summary>For <see cref="VisualRole.Focus"/>.</summary>
    public Attribute Focus
    {
        get => GetAttributeForRole(VisualRole.Focus);
        init => _focus = value;
    }

    /// <summary>For <see cref="VisualRole.HotFocus"/>.</summary>
    public Attribute HotFocus
    {
        get => GetAttributeForRole(VisualRole.HotFocus);
        init => _hotFocus = value;
    }

    /// <summary>For <see cref="VisualRole.Active"/>.</summary>
    public Attribute Active
    {
        get => GetAttributeForRole(VisualRole.Active);
        init => _active = value;
    }

    /// <summary>For <see cref="VisualRole.HotActive"/>.</summary>
    public Attribute HotActive
    {
        get => GetAttributeForRole(VisualRole.HotActive);
        init => _hotActive = value;
    }

    /// <summary>For <see cref="VisualRole.Highlight"/>.</summary>
    public Attribute Highlight
    {
        get => GetAttributeForRole(VisualRole.Highlight);
        init => _highlight = value;
    }

    /// <summary>For <see cref="VisualRole.Editable"/>.</summary>
    public Attribute Editable
    {
        get => GetAttributeForRole(VisualRole.Editable);
        init => _editable = value;
    }

    /// <summary>For <see cref="VisualRole.ReadOnly"/>.</summary>
    public Attribute ReadOnly
    {
        get => GetAttributeForRole(VisualRole.ReadOnly);
        init => _readOnly = value;
    }

    /// <summary>For <see cref="VisualRole.Disabled"/>.</summary>
    public Attribute Disabled
    {
        get => GetAttributeForRole(VisualRole.Disabled);
        init => _disabled = value;
    }

    /// <summary>
    /// The attribute given for this role, or else the one derived. The second argument is what <see cref="Color.None"/> stands for.
    /// </summary>
    public Attribute GetAttributeForRole(VisualRole role, Attribute? defaultTerminalColors = null) => role switch
    {
        VisualRole.Normal => Normal,
        VisualRole.HotNormal => _hotNormal ?? With(Normal, TextStyle.Underline),
        VisualRole.Focus => _focus ?? Exchanged(Normal, defaultTerminalColors),
        VisualRole.HotFocus => _hotFocus ?? With(GetAttributeForRole(VisualRole.Focus, defaultTerminalColors), TextStyle.Underline),
        VisualRole.Active => _active ?? With(GetAttributeForRole(VisualRole.Focus, defaultTerminalColors), TextStyle.Bold),
        VisualRole.HotActive => _hotActive ?? With(GetAttributeForRole(VisualRole.Active, defaultTerminalColors), TextStyle.Underline),
        VisualRole.Highlight => _highlight ?? With(Normal, TextStyle.Italic),
        VisualRole.Editable => _editable ?? Normal,
        VisualRole.ReadOnly => _readOnly ?? With(Editable, TextStyle.Faint),
        VisualRole.Disabled => _disabled ?? With(Normal, TextStyle.Faint),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Attribute With(Attribute attribute, TextStyle style) => attribute with { Style = attribute.Style | style };

    /// <summary>The terminal's own colours have no values to exchange, so the terminal is asked to do it.</summary>
    private static Attribute Exchanged(Attribute attribute, Attribute? ofTerminal)
    {
        var foreground = Resolve(attribute.Foreground, ofTerminal?.Foreground);
        var background = Resolve(attribute.Background, ofTerminal?.Background);
        return foreground == Color.None || background == Color.None
            ? attribute with { Style = attribute.Style ^ TextStyle.Reverse }
            : attribute with { Foreground = background, Background = foreground };
    }

    private static Color Resolve(Color color, Color? ofTerminal) => color == Color.None ? ofTerminal ?? color : color;
}
