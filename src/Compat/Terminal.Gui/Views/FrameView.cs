namespace Terminal.Gui.Views;

/// <summary>A border and a title around other views; Tab stays within it.</summary>
public class FrameView : View
{
    /// <summary>One with the default border.</summary>
    public FrameView()
    {
        CanFocus = true;
        TabStop = TabBehavior.TabGroup;
        BorderStyle = DefaultBorderStyle;
        KeyBindings.Clear();
    }

    /// <summary>The border that frames get when they are made; at first rounded lines.</summary>
    public static LineStyle DefaultBorderStyle { get; set; } = LineStyle.Rounded;
}
