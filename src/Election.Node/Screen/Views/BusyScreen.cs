using System.Collections.Concurrent;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Voting.Core;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace Election.Node.Screen.Views;

/// <summary>
/// A screen in its real loop, on its own thread and on a terminal in memory, that measures the processor time of its thread and the time
/// from each key to the frame that shows its effect. Keys arrive where the loop reads them.
/// </summary>
internal sealed class BusyScreen
{
    private readonly ConcurrentQueue<(char Key, long At)> _keys = new();
    private readonly Func<TimeSpan> _threadTime;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (int Width, int Height) _size;
    private (char Key, long At)? _typed;
    private int _next;

    /// <summary>Opens the screen.</summary>
    /// <param name="width">The number of columns.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="threadTime">Returns the processor time of the calling thread.</param>
    public BusyScreen(int width, int height, Func<TimeSpan> threadTime)
    {
        _size = (width, height);
        _threadTime = threadTime;
        new Thread(Live) { IsBackground = true, Name = "screen" }.Start();
    }

    /// <summary>Receives the node's news.</summary>
    public Mailbox Mailbox { get; } = new();

    /// <summary>The time from key to frame, for every key.</summary>
    public ConcurrentQueue<TimeSpan> Answers { get; } = [];

    /// <summary>The processor time of the screen's thread so far.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The number of frames drawn so far.</summary>
    public long Frames { get; private set; }

    /// <summary>The number of cells set so far.</summary>
    public long Cells { get; private set; }

    /// <summary>Types keys at a fixed pace until the task completes, so that each screen is shown in turn.</summary>
    public async Task TypeWhileAsync(Task task, TimeSpan pace)
    {
        await _opened.Task.ConfigureAwait(false);
        using var timer = new PeriodicTimer(pace);
        while (!task.IsCompleted)
        {
            // The current screen comes last: no frame would answer its key.
            _next = (_next + 1) % UiScreens.All.Length;
            _keys.Enqueue((UiScreens.All[_next].Number(), Stopwatch.GetTimestamp()));
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        }
        await task.ConfigureAwait(false);
    }

    /// <summary>Closes the screen.</summary>
    public Task EndAsync()
    {
        Mailbox.Close();
        return _ended.Task;
    }

    private void Live()
    {
        try
        {
            IApplication app = Application.Create();
            HeadlessScreen.InitInMemory(app, _size.Width, _size.Height);
            app.Iteration += (_, _) => Type(app);
            var start = new UiModel { Settings = new UiSettings { Id = MemberId.Parse("n1"), Role = NodeRole.Voter } };
            using var screen = new NodeApp(app, start, Mailbox, _ => { }, () => Stopwatch.GetElapsedTime(0));
            app.LayoutAndDrawComplete += (_, _) => NoteFrame(screen);
            screen.Run();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // The caller that awaits the end gets the exception.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _opened.TrySetException(failure);
            _ended.SetException(failure);
        }
    }

    private void Type(IApplication app)
    {
        Time = _threadTime();
        if (_typed is not null || !_keys.TryDequeue(out (char Key, long At) next))
            return;
        _typed = next;
        app.InjectKey(new Key(next.Key));
    }

    private void NoteFrame(NodeApp screen)
    {
        (Frames, Cells) = (screen.Window.FramesDrawn, screen.Window.CellsSet);
        _opened.TrySetResult();
        if (_typed is not { } typed || screen.Model.Screen.Number() != typed.Key)
            return;
        Answers.Enqueue(Stopwatch.GetElapsedTime(typed.At));
        _typed = null;
    }
}
