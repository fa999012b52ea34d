using System.Collections.Immutable;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Attribute = Terminal.Gui.Drawing.Attribute;
using LibraryCell = Terminal.Gui.Drawing.Cell;

namespace Election.Node.Screen.Views;

/// <summary>A screen on a terminal in memory, drawn by the library as on a real one. The process's own terminal is left alone.</summary>
internal sealed class HeadlessScreen : IDisposable
{
    /// <summary>Opens a screen.</summary>
    /// <param name="start">What it shows at first, whatever the size in it.</param>
    /// <param name="mailbox">Where the node's news comes from.</param>
    /// <param name="carryOut">Takes what the person wants.</param>
    /// <param name="clock">The time since the screen was opened.</param>
    /// <param name="width">The columns.</param>
    /// <param name="height">The rows.</param>
    public HeadlessScreen(
        UiModel start, Mailbox mailbox, Action<UiEffect> carryOut, Func<TimeSpan> clock, int width, int height)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        // The library waits, with this thread, for a task that would go on in the caller's context: that might be waiting for this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            App = Application.Create(new VirtualTimeProvider());
            InitInMemory(App, width, height);
            Screen = new NodeApp(App, start, mailbox, carryOut, clock);
            App.Begin(Screen.Window);
        }
        finally
        {
            // The library leaves a context of its own, in which nothing goes on while its loop does not run.
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>The library's side of it.</summary>
    public IApplication App { get; }

    /// <summary>The screen.</summary>
    public NodeApp Screen { get; }

    /// <summary>Gives an application a terminal in memory.</summary>
    public static void InitInMemory(IApplication app, int width, int height)
    {
        // The library asks for it when it opens a terminal.
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(width, height);
    }

    /// <summary>Draws what has changed, and takes the terminal's cells.</summary>
    public ScreenPicture Picture()
    {
        App.LayoutAndDraw();
        LibraryCell[,] cells = App.Driver!.Contents!;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<PictureCell>>(cells.GetLength(0));
        for (int row = 0; row < cells.GetLength(0); row++)
            rows.Add(RowOf(cells, row));
        return new ScreenPicture(cells.GetLength(1), rows.MoveToImmutable());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        Screen.Dispose();
        SynchronizationContext.SetSynchronizationContext(context);
    }

    private static ImmutableArray<PictureCell> RowOf(LibraryCell[,] cells, int row)
    {
        var all = ImmutableArray.CreateBuilder<PictureCell>(cells.GetLength(1));
        for (int column = 0; column < cells.GetLength(1);)
        {
            LibraryCell cell = cells[row, column];
            all.Add(new PictureCell(column, cell.Grapheme, LookOf(cell.Attribute)));
            // A wide character's right half holds nothing of its own.
            column += Math.Max(1, Text.Cells.Width(cell.Grapheme));
        }
        return all.ToImmutable();
    }

    private static CellLook LookOf(Attribute? attribute) => attribute is not { } set ? default : new CellLook(
        ColourOf(set.Foreground), ColourOf(set.Background), set.Style.HasFlag(TextStyle.Bold), set.Style.HasFlag(TextStyle.Faint),
        set.Style.HasFlag(TextStyle.Reverse));

    private static int? ColourOf(Color colour) => colour == Color.None ? null : (colour.R << 16) | (colour.G << 8) | colour.B;
}
