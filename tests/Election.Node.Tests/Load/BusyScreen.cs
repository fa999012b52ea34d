using System.Collections.Concurrent;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Views;
using Election.Node.Screen;
using Election.Voting.Core;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace Election.Node.Tests.Load;

/// <summary>
/// A screen in its real loop on a thread of its own, on a terminal in memory, that measures itself: the processor time of its thread, and
/// the time from each key to the frame that shows it. Keys come where the loop would read them, after its longest wait for input.
/// </summary>
internal sealed class BusyScreen
{
    private readonly ConcurrentQueue<(char Key, long At)> _keys = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (int Width, int Height) _size;
    private (char Key, long At)? _typed;
    private int _next;

    public BusyScreen(int width, int height)
    {
        _size = (width, height);
        _thread = new Thread(Live) { IsBackground = true, Name = "screen" };
        _thread.Start();
    }

    public Mailbox Mailbox { get; } = new();

    /// <summary>From key to frame, for every key.</summary>
    public ConcurrentQueue<TimeSpan> Answers { get; } = [];

    /// <summary>The processor time of the screen's thread so far.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Frames that were drawn so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Types keys at a pace until the task is done, so that each screen is shown in turn.</summary>
    public async Task TypeWhileAsync(Task task, TimeSpan pace)
    {
        await _opened.Task;
        using var timer = new PeriodicTimer(pace);
        while (!task.IsCompleted)
        {
            // The screen that is shown comes last: a key for it would be answered by no frame.
            _next = (_next + 1) % UiScreens.All.Length;
            _keys.Enqueue((UiScreens.All[_next].Number(), Stopwatch.GetTimestamp()));
            await timer.WaitForNextTickAsync();
        }
        await task;
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
            app.Init(DriverRegistry.Names.ANSI);
            app.Driver!.SetScreenSize(_size.Width, _size.Height);
            app.Iteration += (_, _) => Type(app);
            var settings = new UiSettings { Id = MemberId.Parse("n1"), Role = NodeRole.Voter, ObjectionToFault = _ => null };
            using var screen = new NodeApp(app, settings, Mailbox, _ => { }, () => Stopwatch.GetElapsedTime(0));
            app.LayoutAndDrawComplete += (_, _) => NoteFrame(screen.Model);
            screen.Run();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // The test that awaits the end fails with it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _opened.TrySetException(failure);
            _ended.SetException(failure);
        }
    }

    private void Type(IApplication app)
    {
        Time = ThreadTime.Now;
        if (_typed is not null || !_keys.TryDequeue(out (char Key, long At) next))
            return;
        _typed = next;
        app.InjectKey(new Key(next.Key));
    }

    private void NoteFrame(UiModel shown)
    {
        Frames++;
        _opened.TrySetResult();
        if (_typed is not { } typed || shown.Screen.Number() != typed.Key)
            return;
        Answers.Enqueue(Stopwatch.GetElapsedTime(typed.At));
        _typed = null;
    }
}
