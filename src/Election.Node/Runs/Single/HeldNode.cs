using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Node.Runs.Single;

/// <summary>
/// A node that does not hear the datagrams that a fault holds until an event. It stands where datagrams are consumed and not where they
/// arrive, so that the node's own progress decides, however long a datagram waited.
/// </summary>
/// <param name="node">The node to wrap.</param>
/// <param name="held">The links that are held.</param>
/// <param name="lost">Called with each datagram that does not pass.</param>
internal sealed class HeldNode(INode node, HeldLinks held, LostHeld lost) : INode
{
    /// <inheritdoc/>
    public Standing Standing => node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => node.NextDeadline;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        if (input.Kind == InputKind.Datagram && held.Hold(input.Bytes.Span, node.Standing))
            lost(input.Bytes.Span);
        else
            node.Step(input, now, outbox);
    }
}

/// <summary>Receives a datagram that did not pass; it keeps nothing of it.</summary>
internal delegate void LostHeld(ReadOnlySpan<byte> datagram);
