using Election.Groups.Model;
using Stateless;

namespace Election.Voting.Core;

/// <summary>The course of one election at one node: its state, and the verdict once there is one.</summary>
internal sealed class ElectionCourse
{
    private readonly StateMachine<ElectionState, ElectionTrigger> _lifecycle = Lifecycle.Create();

    /// <summary>The present state.</summary>
    public ElectionState State => _lifecycle.State;

    /// <summary>The verdict; null while there is none.</summary>
    public Verdict? Verdict { get; private set; }

    /// <summary>One sentence on the verdict, or on why the node was refused.</summary>
    public Sentence? Reason { get; private set; }

    /// <summary>True if the node refused to take part, or was refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>
    /// True while a member that died or stands still is about to be brought back: after its close this node stays until that is over.
    /// </summary>
    public bool AwaitsReturn { get; set; }

    /// <summary>Moves the election to its next state.</summary>
    /// <exception cref="InvalidOperationException">The state does not allow it.</exception>
    public void Move(ElectionTrigger trigger) => _lifecycle.Fire(trigger);

    /// <summary>Ends the election with a verdict; late evidence may replace <see cref="Core.Verdict.Certified"/>.</summary>
    /// <exception cref="InvalidOperationException">The state does not allow it.</exception>
    public void End(ElectionTrigger trigger, Verdict verdict, Sentence reason, Outbox outbox)
    {
        _lifecycle.Fire(trigger);
        Verdict = verdict;
        Reason = reason;
        outbox.Publish();
    }

    /// <summary>Ends the node's part before START, by the operator's mistake.</summary>
    public void Refuse(Sentence reason)
    {
        IsRefused = true;
        Reason = reason;
    }
}
