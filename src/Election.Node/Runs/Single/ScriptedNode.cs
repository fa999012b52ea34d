using System.Collections.Concurrent;
using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node that its script kills: after the step that reached the event, and before any effect of that step is carried out. Until then the
/// wrapper changes nothing.
/// </summary>
internal sealed class ScriptedNode : INode
{
    private readonly INode _node;
    private readonly CrashScript _script;
    private readonly TimeSpan _ageAtZero;
    private readonly Action<FaultSpec> _die;
    private readonly ConcurrentQueue<FaultSpec> _spent = new();

    /// <summary>Wraps a node.</summary>
    /// <param name="node">The node to wrap.</param>
    /// <param name="script">The crashes that may kill it.</param>
    /// <param name="ageAtZero">The age of the run at the node's instant zero.</param>
    /// <param name="die">Ends the process and does not return.</param>
    public ScriptedNode(INode node, CrashScript script, TimeSpan ageAtZero, Action<FaultSpec> die)
    {
        _node = node;
        _script = script;
        _ageAtZero = ageAtZero;
        _die = die;
    }

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => _script.NextAge is { } age
        ? Instant.Min(_node.NextDeadline ?? Instant.Never, Instant.Zero + (age - _ageAtZero)) : _node.NextDeadline;

    /// <summary>Records that a crash of the leader has struck another node. Callable from any thread.</summary>
    public void Spend(FaultSpec fault) => _spent.Enqueue(fault);

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        _node.Step(input, now, outbox);
        while (_spent.TryDequeue(out FaultSpec? spent))
            _script.Spend(spent);
        if (_script.Strike(StandingAt(now)) is not { } fault)
            return;
        _die(fault);
        throw new UnreachableException($"The node outlived {fault}.");
    }

    private NodeStanding StandingAt(Instant now) => new(now - Instant.Zero + _ageAtZero, _node.Standing);
}
