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

/// <summary>A screen on a terminal in memory, drawn by the library as on a real one. The process's own terminal is not touched.</summary>
internal sealed class HeadlessScreen : IDisposable
{
    /// <summary>Opens a screen.</summary>
    /// <param name="start">The first model, whose size is ignored.</param>
    /// <param name="mailbox">The source of the node's news.</param>
    /// <param name="carryOut">Receives the person's requests.</param>
    /// <param name="clock">Returns the time since the screen opened.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="height">The number of rows.</param>
    public HeadlessScreen(
        UiModel start, Mailbox mailbox, Action<UiEffect> carryOut, Func<TimeSpan> clock, int width, int height)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        // On this thread the library waits for a task that would continue in the caller's context, which might be waiting for this thread.
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
            // The library leaves its own context behind, in which nothing continues while its loop does not run.
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>The library's application.</summary>
    public IApplication App { get; }

    /// <summary>The screen.</summary>
    public NodeApp Screen { get; }

    /// <summary>Gives an application a terminal in memory.</summary>
    public static void InitInMemory(IApplication app, int width, int height)
    {
        // The library reads this variable when it opens a terminal.
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(width, height);
    }

    /// <summary>Draws pending changes and returns the terminal's cells.</summary>
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
            // The right half of a wide character has no content of its own.
            column += Math.Max(1, Text.Cells.Width(cell.Grapheme));
        }
        return all.ToImmutable();
    }

    private static CellLook LookOf(Attribute? attribute) => attribute is not { } set ? default : new CellLook(
        ColourOf(set.Foreground), ColourOf(set.Background), set.Style.HasFlag(TextStyle.Bold), set.Style.HasFlag(TextStyle.Faint),
        set.Style.HasFlag(TextStyle.Reverse));

    private static int? ColourOf(Color colour) => colour == Color.None ? null : (colour.R << 16) | (colour.G << 8) | colour.B;
}
