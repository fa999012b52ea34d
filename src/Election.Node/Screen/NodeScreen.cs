using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Views;
using Election.Node.Talk;
using Election.Runtime.Hosting;
using Election.Runtime;
using Election.Voting.Core;

namespace Election.Node.Screen;

/// <summary>
/// The view of a node with a person at it. The node's loop puts pictures into a mailbox and never waits; the screen runs on its own thread
/// and sends commands. When the node ends, the screen stays until the person leaves; when the person leaves, the node is stopped.
/// </summary>
internal sealed class NodeScreen : INodeView
{
    // The node reports events; silences and clocks are refreshed this often.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan s_giveBack = TimeSpan.FromSeconds(1);

    private readonly UiSettings _settings;
    private readonly ulong _seed;
    private readonly Mailbox _mailbox = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _openedAt = Stopwatch.GetTimestamp();
    private Func<NodeDetail> _detail = static () => NodeDetail.None;
    private ImmutableArray<FaultSpec> _faults;
    private NodeSession? _session;

    /// <summary>Prepares a screen without drawing it.</summary>
    /// <param name="settings">The screen's settings.</param>
    /// <param name="faults">The faults in force from the start.</param>
    public NodeScreen(UiSettings settings, FaultPlan faults)
    {
        _settings = settings;
        _seed = faults.Seed;
        _faults = faults.Specs;
    }

    /// <summary>Sets the source of details, which is called only on the node's loop.</summary>
    public void Attach(Func<NodeDetail> detail) => _detail = detail;

    /// <inheritdoc/>
    public void Show(NodeSnapshot snapshot) => _mailbox.Put(new NodePicture(snapshot, _detail(), _faults, _session?.Faults ?? default));

    /// <inheritdoc/>
    public void Say(Notice notice) => _mailbox.Put(notice);

    /// <summary>Gives the terminal back first, if that is quick, because a scripted crash must not harm it.</summary>
    public void Die(FaultSpec fault)
    {
        _mailbox.Close();
        Task.WhenAny(_left.Task, Task.Delay(s_giveBack)).Wait();
        Console.Error.WriteLine(_settings.Language.Say($"crash     as scripted ({fault})"));
    }

    /// <summary>Runs the node under the screen until the person leaves, a signal ends both, or the terminal is gone.</summary>
    public async Task<NodeOutcome> RunAsync(NodeHost host, Interruption interruption)
    {
        _session = host.Session;
        new Thread(Live) { IsBackground = true, Name = "screen" }.Start();
        var terminalGone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = TerminalWatch.Begin(() =>
        {
            interruption.End(ExitCode.Terminated);
            terminalGone.SetResult();
        });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        using var again = new Timer(_ => _session.Loop.TryPost(new LookAgain()), null, s_lookAgain, s_lookAgain);
        using CancellationTokenRegistration closing =
            interruption.Token.UnsafeRegister(static mailbox => ((Mailbox)mailbox!).Close(), _mailbox);
        Task<NodeOutcome> node = host.RunAsync(leave.Token);
        if (await Task.WhenAny(node, _left.Task).ConfigureAwait(false) != node)
            await leave.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(node).ConfigureAwait(false);
        if (node is { IsCompletedSuccessfully: true, Result.End: LoopEnd.Finished })
            _mailbox.PutEnd();
        else
            _mailbox.Close();
        await GiveBackAsync(terminalGone.Task, interruption.Token).ConfigureAwait(false);
        return await node.ConfigureAwait(false);
    }

    // The terminal is given back before any other output, whatever became of the node. A closed terminal takes nothing back, and a stalled
    // one (whose reader has stopped) may never do so: once the node is told to end, it waits only a moment for either.
    private async Task GiveBackAsync(Task terminalGone, CancellationToken cancellation)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration telling =
            cancellation.UnsafeRegister(static told => ((TaskCompletionSource)told!).TrySetResult(), told);
        if (await Task.WhenAny(_left.Task, terminalGone, told.Task).ConfigureAwait(false) == told.Task)
            await Task.WhenAny(_left.Task, terminalGone, Task.Delay(s_giveBack, CancellationToken.None)).ConfigureAwait(false);
        if (_left.Task.IsCompleted)
            await _left.Task.ConfigureAwait(false);
    }

    private void Live()
    {
        try
        {
            using (var app = NodeApp.Open(_settings, _mailbox, CarryOut, () => Stopwatch.GetElapsedTime(_openedAt)))
                app.Run();
            _left.SetResult();
        }
#pragma warning disable CA1031 // Any failure: the terminal has been given back, and the caller reports it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _left.SetException(failure);
        }
    }

    private void CarryOut(UiEffect effect)
    {
        switch (effect)
        {
            case CastVoteEffect vote:
                Post(new CastVote(vote.Choice));
                break;
            case StartWithPresentEffect:
                Post(new StartWithPresent());
                break;
            case CloseVoteEffect:
                Post(new CloseVote());
                break;
            case AddFaultEffect fault:
                SetFaults(_faults.Add(fault.Fault), $"fault in force here: {fault.Fault}");
                break;
            case ClearFaultsEffect:
                SetFaults([], $"no fault is in force here");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Post(NodeCommand command)
    {
        if (!_session!.Loop.TryPost(command))
            Warn($"the node has ended or is overloaded: nothing was sent");
    }

    private void SetFaults(ImmutableArray<FaultSpec> faults, Sentence notice)
    {
        _faults = faults;
        _session!.SetFaults(new FaultPlan(faults, _seed));
        Warn(notice);
        Post(new LookAgain());
    }

    private void Warn(Sentence notice) => Say(new Notice(NoticeLevel.Warning, notice));
}
