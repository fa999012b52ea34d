using Election.Groups.Model;

namespace Election.Node.Runs.Single;

/// <summary>A node whose steps are recorded in a trace: each input, and the effects before any of them is carried out.</summary>
internal sealed class TracedNode : INode
{
    private readonly INode _node;
    private readonly NodeTrace _trace;

    /// <summary>Wraps a node.</summary>
    /// <param name="node">The node to wrap.</param>
    /// <param name="trace">The trace that records its steps.</param>
    public TracedNode(INode node, NodeTrace trace)
    {
        _node = node;
        _trace = trace;
    }

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => _node.NextDeadline;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        int before = outbox.Effects.Length;
        _trace.Take(input);
        _node.Step(input, now, outbox);
        _trace.Note(outbox.Effects[before..], _node.Standing.Committed);
    }
}
