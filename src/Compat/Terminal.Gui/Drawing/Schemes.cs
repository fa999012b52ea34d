namespace Terminal.Gui.Drawing;

/// <summary>The schemes that are always there.</summary>
public enum Schemes
{
    /// <summary>Windows and what stands in them.</summary>
    Base,

    /// <summary>What stands out from its surroundings.</summary>
    Accent,

    /// <summary>Dialogs.</summary>
    Dialog,

    /// <summary>Menus and status bars.</summary>
    Menu,

    /// <summary>Errors.</summary>
    Error,
}
