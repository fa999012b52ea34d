using System.Runtime.CompilerServices;
using Election.Node.Screen.Model;
using Election.Node.Screen.Views;
using Election.Node.Screen;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace Election.Node.Tests.Screen;

/// <summary>A node's screen on a terminal in memory.</summary>
internal sealed class Headless : IDisposable
{
    private readonly IApplication _app;
    private readonly NodeApp _screen;

    public Headless(UiModel start, int width, int height)
    {
        _app = Application.Create(new VirtualTimeProvider());
        _app.Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(width, height);
        _screen = new NodeApp(_app, start.Settings, Mailbox, Effects.Add, () => Now);
        _app.Begin(_screen.Window);
        foreach (LogLine line in start.Log)
            _screen.Take(new NoticeArrived(line.Level, line.Text, line.At));
        if (start.Picture is { } picture)
            _screen.Take(new SnapshotArrived(picture, Now));
        if (start.Screen != UiScreen.Election)
            Press(start.Screen.Number());
    }

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(3);

    public Mailbox Mailbox { get; } = new();

    public List<UiEffect> Effects { get; } = [];

    public UiModel Model => _screen.Model;

    /// <summary>The rows of the frame, without spaces at their ends.</summary>
    public string Frame()
    {
        _app.LayoutAndDraw();
        return string.Join('\n', _app.Driver!.ToString()!.ReplaceLineEndings("\n").Split('\n').Select(row => row.TrimEnd())).TrimEnd('\n') + "\n";
    }

    public void Press(params Key[] keys)
    {
        foreach (Key key in keys)
            _app.InjectKey(key);
    }

    public void Paste(string text) => _app.RaisePasteEvent(text);

    public void Click(int column, int row) => _app.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonClicked, ScreenPosition = new(column, row) });

    public void Resize(int width, int height) => _app.Driver!.SetScreenSize(width, height);

    public void Look() => _screen.Look();

    public void Take(UiMessage message) => _screen.Take(message);

    public void Dispose() => _screen.Dispose();

    /// <summary>Both the package and what may stand in for it leave the terminal of the test run alone then.</summary>
    [ModuleInitializer]
    internal static void LeaveTheTerminalAlone() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
