namespace Terminal.Gui.Views;

/// <summary>A view with a border and a title that fills the screen and runs until it is stopped.</summary>
public class Window : Runnable
{
    /// <summary>One with the default border.</summary>
    public Window() => BorderStyle = DefaultBorderStyle;

    /// <summary>The border that windows get when they are made; at first single lines.</summary>
    public static LineStyle DefaultBorderStyle { get; set; } = LineStyle.Single;
}
