namespace Terminal.Gui.Views;

/// <summary>Asks one question in a dialog, and waits for the answer.</summary>
public static class MessageBox
{
    /// <summary>The border of the dialog; at first heavy lines.</summary>
    public static LineStyle DefaultBorderStyle { get; set; } = LineStyle.Heavy;

    /// <summary>Where the buttons stand; at first in the middle.</summary>
    public static Alignment DefaultButtonAlignment { get; set; } = Alignment.Center;

    /// <summary>Asks; the last button is the default.</summary>
    /// <returns>The number of the button; null if the dialog was left with Esc.</returns>
    public static int? Query(IApplication app, string title, string message, params string[] buttons) =>
        Ask(app, Schemes.Dialog, title, message, buttons);

    /// <summary>Reports an error and asks; the last button is the default.</summary>
    /// <returns>The number of the button; null if the dialog was left with Esc.</returns>
    public static int? ErrorQuery(IApplication app, string title, string message, params string[] buttons) =>
        Ask(app, Schemes.Error, title, message, buttons);

    private static int? Ask(IApplication app, Schemes scheme, string title, string message, string[] buttons)
    {
        ArgumentNullException.ThrowIfNull(app);
        using var dialog = new Dialog
        {
            Title = title,
            Text = message,
            ButtonAlignment = DefaultButtonAlignment,
            BorderStyle = DefaultBorderStyle,
            SchemeName = SchemeManager.SchemesToSchemeName(scheme),
            HotKeySpecifier = new Rune('\uFFFF'),
            TextAlignment = Alignment.Center,
            VerticalTextAlignment = Alignment.Center,
            Buttons = [.. buttons.Select(text => new Button { Text = text })],
        };
        dialog.DefaultAcceptView?.SetFocus();
        return app.Run(dialog) as int?;
    }
}
