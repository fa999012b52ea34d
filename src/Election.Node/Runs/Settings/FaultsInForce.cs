using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Node.Talk;

namespace Election.Node.Runs.Settings;

/// <summary>
/// Which faults are obeyed, by whom. What nobody obeys is refused: a lab must not believe in a fault that never came. Each objection is
/// one clause that names the fault.
/// </summary>
internal static class FaultsInForce
{
    /// <summary>Why no command obeys a fault, or null when one does.</summary>
    public static Sentence? Objection(FaultSpec spec) => spec switch
    {
        { What: LoseJournalAction } => Named(spec, $"only election sim loses journals: delete the file yourself while the node is dead"),
        { What: LinkAction, When: EventWhen } =>
            Named(spec, $"no node obeys a fault of the network at an event yet; write a time, for example 1s..2s:drop"),
        _ => null,
    };

    /// <summary>Why a fault cannot be added to a node that has started, or null when it can.</summary>
    public static Sentence? ObjectionAfterStart(FaultSpec spec) => spec.What is NodeAction
        ? Named(spec, $"the node has started, it is too late for this") : Objection(spec);

    /// <summary>Why a node that was started by hand cannot obey one of its faults, or null.</summary>
    public static Sentence? ObjectionByHand(ImmutableArray<FaultSpec> specs)
    {
        foreach (FaultSpec spec in specs)
        {
            if (spec.What is RestartAction)
            {
                return Named(spec, $"nobody watches a node started by hand: start it again yourself, or use election local");
            }
            if (spec.What is PauseAction)
            {
                return Named(spec,
                    $"a node that stands still cannot go on by itself: send it SIGSTOP and SIGCONT, or use election local");
            }
        }
        return null;
    }

    /// <summary>Why a local run cannot carry out one of its faults, or null.</summary>
    /// <param name="specs">The run's faults.</param>
    /// <param name="hasScreens">Whether the nodes run in panes of their own, where nobody watches the processes.</param>
    /// <param name="canPause">Whether this system can stop a process and let it go on.</param>
    public static Sentence? ObjectionInRun(ImmutableArray<FaultSpec> specs, bool hasScreens, bool canPause)
    {
        foreach (FaultSpec spec in specs)
        {
            if (spec.What is RestartAction or PauseAction && hasScreens)
                return Named(spec, $"with --tui nobody watches the processes: leave one of the two out");
            if (spec.What is PauseAction && !canPause)
                return Named(spec, $"this system cannot stop a process and let it go on: leave it out");
        }
        return NodeSchedule.Objection(specs);
    }

    private static Sentence Named(FaultSpec spec, Sentence objection) => $"{Quoted.Of(spec.ToString())}: {objection}";
}
