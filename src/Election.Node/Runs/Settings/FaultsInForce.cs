using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Node.Talk;

namespace Election.Node.Runs.Settings;

/// <summary>
/// Decides who can carry out a fault. A fault that none can carry out is refused, so that no lab relies on a fault that never happens. Each
/// objection is one clause that names the fault.
/// </summary>
internal static class FaultsInForce
{
    /// <summary>The reason why no command can carry out a fault; null if one can.</summary>
    public static Sentence? Objection(FaultSpec spec) => spec switch
    {
        { What: LoseJournalAction } => Named(spec, $"only election sim loses journals: delete the file yourself while the node is down"),
        { What: LinkAction, When: EventWhen } =>
            Named(spec, $"nodes do not support network faults at an event; write a time, for example 1s..2s:drop"),
        _ => null,
    };

    /// <summary>The reason why a fault cannot be added to a running node; null if it can.</summary>
    public static Sentence? ObjectionAfterStart(FaultSpec spec) => spec is { What: NodeAction } or { When: UntilWhen }
        ? Named(spec, $"the node has started: it is too late for this fault") : Objection(spec);

    /// <summary>The reason why a node started by hand cannot carry out one of its faults; null if it can carry out all.</summary>
    public static Sentence? ObjectionByHand(ImmutableArray<FaultSpec> specs)
    {
        foreach (FaultSpec spec in specs)
        {
            if (spec.What is RestartAction)
            {
                return Named(spec, $"no run watches a node started by hand: restart it yourself, or use election local");
            }
            if (spec.What is PauseAction)
            {
                return Named(spec,
                    $"a paused node cannot resume by itself: send it SIGSTOP and SIGCONT, or use election local");
            }
        }
        return null;
    }

    /// <summary>The reason why a local run cannot carry out one of its faults; null if it can carry out all.</summary>
    /// <param name="specs">The run's faults.</param>
    /// <param name="hasScreens">True if the nodes run in panes, where the run does not watch their processes.</param>
    /// <param name="canPause">True if this system can stop and resume a process.</param>
    public static Sentence? ObjectionInRun(ImmutableArray<FaultSpec> specs, bool hasScreens, bool canPause)
    {
        foreach (FaultSpec spec in specs)
        {
            if (spec.What is RestartAction or PauseAction && hasScreens)
                return Named(spec, $"with --tui the run does not watch the processes: leave one of the two out");
            if (spec.What is PauseAction && !canPause)
                return Named(spec, $"this system cannot pause a process: leave this fault out");
        }
        return NodeSchedule.Objection(specs);
    }

    private static Sentence Named(FaultSpec spec, Sentence objection) => $"{Quoted.Of(spec.ToString())}: {objection}";
}
