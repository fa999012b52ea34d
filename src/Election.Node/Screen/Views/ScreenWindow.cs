using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Election.Node.Screen.Views;

/// <summary>The whole terminal: the lines at the top, two panes, the last line, and over them a question.</summary>
internal sealed class ScreenWindow : Window
{
    private readonly LinesView _top;
    private readonly PanePanel[] _panes;
    private readonly LinesView _bottom;
    private readonly PanePanel _over;

    /// <summary>Builds the views; <paramref name="press"/> is told of clicks as keys.</summary>
    public ScreenWindow(UiSettings settings, Action<UiKey> press)
    {
        var palette = new Palette(settings.HasColour);
        BorderStyle = LineStyle.None;
        SetScheme(palette.Scheme);
        _top = new LinesView(palette, press) { X = 0, Y = 0, Width = Dim.Fill(), Height = 1 };
        _panes = [new PanePanel(palette, settings.IsAscii, press), new PanePanel(palette, settings.IsAscii, press)];
        _bottom = new LinesView(palette, press) { X = 0, Y = Pos.AnchorEnd(1), Width = Dim.Fill(), Height = 1 };
        _over = new PanePanel(palette, settings.IsAscii, press);
        Add(_top, _panes[0], _panes[1], _bottom, _over);
    }

    /// <summary>Shows a frame.</summary>
    public void Render(UiFrame frame)
    {
        if (_top.Frame.Height != frame.Top.Length)
            _top.Height = frame.Top.Length;
        _top.Render(frame.Top);
        for (int i = 0; i < _panes.Length; i++)
            _panes[i].Render(i < frame.Panes.Length ? frame.Panes[i] : null);
        // The last line of a terminal that is too small belongs to the lines at the top.
        bool hasBottom = !frame.Panes.IsEmpty;
        if (_bottom.Visible != hasBottom)
            _bottom.Visible = hasBottom;
        _bottom.Render([frame.Bottom]);
        _over.Render(frame.Over);
    }
}
