using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>The progress of a node for which a crash can wait, after one of its steps.</summary>
/// <param name="Age">The time since the start of the run.</param>
/// <param name="Node">The node's standing.</param>
public readonly record struct NodeStanding(TimeSpan Age, Standing Node);

/// <summary>The leader that <c>leader</c> means in a specification.</summary>
public enum LeaderRule
{
    /// <summary>
    /// The leader at the event; an observer of all nodes tells the others that it has come (<see cref="CrashScript.Spend"/>).
    /// </summary>
    Any,

    /// <summary>The leader of the first epoch: nobody could tell the others.</summary>
    OfFirstEpoch,
}

/// <summary>
/// Decides when a node dies by its script: after the step that reached the event, and before anything that step wanted is carried out.
/// Each specification strikes a node once; one that says <c>leader</c> strikes once in the run. Pure.
/// </summary>
public sealed class CrashScript
{
    private readonly List<CrashPoint> _points = [];
    private readonly LeaderRule _rule;
    private TimeSpan _age = TimeSpan.MinValue;

    /// <summary>The script of one node.</summary>
    /// <param name="plan">The run's faults; all but crashes are left out.</param>
    /// <param name="self">The node.</param>
    /// <param name="rule">The leader that <c>leader</c> means.</param>
    public CrashScript(FaultPlan plan, MemberId self, LeaderRule rule)
    {
        _rule = rule;
        foreach (FaultSpec spec in plan.Specs)
        {
            if (spec is not { What: CrashAction crash, Where: NodeWhere { Node: var node } })
                continue;
            if (node.IsAll || node.Kind == FaultNodeKind.Leader || node == FaultNode.Named(self))
                _points.Add(PointOf(spec, crash, node.Kind == FaultNodeKind.Leader));
        }
    }

    /// <summary>True if no crash awaits the node.</summary>
    public bool IsEmpty => _points.Count == 0;

    /// <summary>The next moment, as an age of the run, at which a crash may be due; null when none waits for a time to come.</summary>
    public TimeSpan? NextAge
    {
        get
        {
            TimeSpan? next = null;
            foreach (CrashPoint point in _points)
            {
                if (point.Event is null && point.Age > _age && (next is null || point.Age < next))
                    next = point.Age;
            }
            return next;
        }
    }

    /// <summary>Returns the specification that the node dies of now, or null. It is spent from then on.</summary>
    public FaultSpec? Strike(in NodeStanding standing)
    {
        _age = standing.Age;
        for (int i = _points.Count - 1; i >= 0; i--)
        {
            CrashPoint point = _points[i];
            if (!point.IsReached(standing))
                continue;
            if (IsMeant(point, standing))
            {
                _points.RemoveAt(i);
                return point.Spec;
            }
            // An event is reached once: a node that did not lead then is not meant.
            if (point.Event is not null)
                _points.RemoveAt(i);
        }
        return null;
    }

    /// <summary>Notes that a specification that says <c>leader</c> has struck another node: no node dies of it any more.</summary>
    public void Spend(FaultSpec spec) => _points.RemoveAll(point => point.IsOfLeader && point.Spec == spec);

    private bool IsMeant(CrashPoint point, in NodeStanding standing) =>
        !point.IsOfLeader || (standing.Node.IsLeading && (_rule == LeaderRule.Any || standing.Node.Epoch == Epoch.First));

    private static CrashPoint PointOf(FaultSpec spec, CrashAction crash, bool isOfLeader) => spec.When switch
    {
        EventWhen at => new CrashPoint(spec, at.Event, default, isOfLeader),
        _ => new CrashPoint(spec, crash.Event, crash.Time ?? TimeSpan.Zero, isOfLeader),
    };

    private sealed record CrashPoint(FaultSpec Spec, FaultEvent? Event, TimeSpan Age, bool IsOfLeader)
    {
        public bool IsReached(in NodeStanding standing) => Event is { } awaited
            ? awaited.Kind switch
            {
                FaultEventKind.Order => standing.Node.Ordered.Value >= (ulong)awaited.Count,
                FaultEventKind.Deliver => standing.Node.Committed.Value >= (ulong)awaited.Count,
                FaultEventKind.Send => standing.Node.Submitted >= awaited.Count,
                _ => throw new UnreachableException(),
            }
            : standing.Age >= Age;
    }
}
