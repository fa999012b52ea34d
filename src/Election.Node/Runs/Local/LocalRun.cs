using System.Runtime.CompilerServices;
using Election.Groups.Faults;
using Election.Node.Runs.Documents;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>One run of <c>election local</c>, from the run folder to the verdict.</summary>
internal sealed class LocalRun
{
    // The slack for starting many processes on a busy machine, on top of the nodes' own time limits.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_usualCloseAfter = TimeSpan.FromSeconds(30);

    private readonly LocalSettings _settings;
    private readonly TextTerminal _terminal;
    private readonly FleetBoard _board;
    private readonly NodeTalk _talk;
    private readonly FleetTraces _traces;

    private LocalRun(LocalSettings settings, RunFolder folder, TextTerminal terminal)
    {
        _settings = settings;
        _terminal = terminal;
        _board = new FleetBoard(settings.Ids);
        _talk = new NodeTalk(settings.Ids, terminal);
        _traces = new FleetTraces(settings, folder);
    }

    /// <summary>Holds the election and reports its result.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">The run folder cannot be used, or a node refused to start.</exception>
    public static async Task<int> HoldAsync(LocalSettings settings, TextTerminal terminal, Interruption interruption)
    {
        using var folder = RunFolder.Claim(settings.Out);
        SharedVoter.Prepare(settings, folder);
        StartForAll.Prepare(settings, folder);
        var run = new LocalRun(settings, folder, terminal);
        await run.FollowToEndAsync(folder, interruption).ConfigureAwait(false);
        if (interruption.Code is not int code)
            return LocalResult.Conclude(settings, run._board, run._talk, folder, terminal);
        RunDocument document = LocalResult.Write(settings, run._board, folder, isInterrupted: true);
        if (settings.Election.IsJson)
            terminal.Out.WriteLine(document.ToLine());
        return code;
    }

    private async Task FollowToEndAsync(RunFolder folder, Interruption interruption)
    {
        await _terminal.Error.WriteLineAsync(_terminal.Say(VerdictText.Opening(_settings))).ConfigureAwait(false);
        var fleet = new NodeFleet(_settings.Votes.Length);
        await using (fleet.ConfigureAwait(false))
        {
            var script = new RunScript(_settings, folder, _board, fleet, _talk, _traces.Began);
            script.Begin();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
            limit.CancelAfter(LongestRun());
            try
            {
                await FleetProgressView.ShowAsync(_terminal, FollowAsync(fleet, script, limit.Token)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                // The run took too long or was interrupted: the reports so far are all there is.
            }
            await fleet.StopAsync().ConfigureAwait(false);
            while (fleet.News.TryRead(out FleetEvent? late))
                Take(late);
        }
        _traces.Complete(_terminal.Tell);
    }

    // One standing for all pending reports, so that a burst of them is shown once.
    private async IAsyncEnumerable<FleetStanding> FollowAsync(
        NodeFleet fleet, RunScript script, [EnumeratorCancellation] CancellationToken cancelled)
    {
        while (!_board.IsOver && !_board.IsBroken && await fleet.News.WaitToReadAsync(cancelled).ConfigureAwait(false))
        {
            while (fleet.News.TryRead(out FleetEvent? news))
            {
                Take(news);
                script.Take(news);
            }
            yield return _board.Standing;
        }
    }

    private void Take(FleetEvent news)
    {
        LocalResult.Take(news, _board, _talk);
        _traces.Take(news);
    }

    private TimeSpan LongestRun()
    {
        ElectionSettings election = _settings.Election;
        var plan = new FaultPlan(election.Faults, election.Seed);
        TimeSpan lastStart = _settings.Ids.Max(plan.StartDelayOf);
        return lastStart + election.BarrierTimeout + (election.CloseAfter ?? s_usualCloseAfter) + (2 * election.QuorumTimeout)
            + election.Linger + election.Faults.Aggregate(s_slack, (sum, fault) => sum + LongestWait(fault));
    }

    private static TimeSpan LongestWait(FaultSpec fault) => fault.What switch
    {
        CrashAction { Time: { } time } => time,
        RestartAction restart => restart.After,
        PauseAction pause => pause.Time + pause.Length,
        _ => TimeSpan.Zero,
    };
}
