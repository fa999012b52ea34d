using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Node.Screen.Views;
using Election.Node.Screen;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace Election.Node.Tests.Screen;

/// <summary>A node's screen on a terminal in memory.</summary>
internal sealed class Headless : IDisposable
{
    private readonly HeadlessScreen _screen;

    public Headless(UiModel start, int width, int height) =>
        _screen = new HeadlessScreen(start, Mailbox, Effects.Add, () => Now, width, height);

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(3);

    public Mailbox Mailbox { get; } = new();

    public List<UiEffect> Effects { get; } = [];

    public UiModel Model => _screen.Screen.Model;

    /// <summary>The rows of the frame, without spaces at their ends.</summary>
    public string Frame()
    {
        _screen.App.LayoutAndDraw();
        return string.Join('\n', _screen.App.Driver!.ToString()!.ReplaceLineEndings("\n").Split('\n').Select(row => row.TrimEnd()))
            .TrimEnd('\n') + "\n";
    }

    public ScreenPicture Picture() => _screen.Picture();

    /// <summary>The numbers of frames drawn and of cells set since the screen opened.</summary>
    public (long Frames, long Cells) Drawn => (_screen.Screen.Window.FramesDrawn, _screen.Screen.Window.CellsSet);

    public void Press(params Key[] keys)
    {
        foreach (Key key in keys)
            _screen.App.InjectKey(key);
    }

    public void Paste(string text) => _screen.App.RaisePasteEvent(text);

    public void Click(int column, int row) =>
        _screen.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonClicked, ScreenPosition = new(column, row) });

    public void Resize(int width, int height) => _screen.App.Driver!.SetScreenSize(width, height);

    public void Look() => _screen.Screen.Look();

    public void Take(UiMessage message) => _screen.Screen.Take(message);

    public void Dispose() => _screen.Dispose();
}
