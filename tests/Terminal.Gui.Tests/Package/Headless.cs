using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;
using Terminal.Gui.Views;

namespace Terminal.Gui.Tests;

/// <summary>An application on a screen in memory, by the package's public API alone.</summary>
internal sealed class Headless : IDisposable
{
    internal Headless(int columns, int rows)
    {
        App = Application.Create(Clock);
        App.Init(DriverRegistry.Names.ANSI);
        App.Driver!.SetScreenSize(columns, rows);
    }

    internal VirtualTimeProvider Clock { get; } = new();

    internal IApplication App { get; }

    /// <summary>The rows of the frame, without spaces at their ends; further empty rows at the end are left out.</summary>
    internal string Frame()
    {
        App.LayoutAndDraw();
        var rows = App.Driver!.ToString()!.ReplaceLineEndings("\n").Split('\n').Select(row => row.TrimEnd());
        return string.Join('\n', rows).TrimEnd('\n');
    }

    internal Window Begin(Window window)
    {
        App.Begin(window);
        return window;
    }

    internal void Type(params Input.Key[] keys)
    {
        foreach (var key in keys)
            App.InjectKey(key);
    }

    public void Dispose() => App.Dispose();

    /// <summary>Both the package and the subset leave the terminal of the test run alone then.</summary>
    [ModuleInitializer]
    internal static void LeaveTheTerminalAlone() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
