namespace Election.Groups.Model;

/// <summary>
/// A node without input or output of its own. Same inputs, same times, same seed ⇒ same effects, byte for byte; so the one node runs
/// over real sockets, over a simulated network, and in a golden script. One caller at a time.
/// </summary>
public interface INode
{
    /// <summary>Takes one input and appends to <paramref name="outbox"/> what the node wants done about it.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">The node's clock; never earlier than in the call before.</param>
    /// <param name="outbox">Receives the effects. The caller carries them out and clears it, after this or after several steps.</param>
    /// <exception cref="InvalidOperationException">An invariant of the node is broken: it must be stopped, not stepped again.</exception>
    void Step(in NodeInput input, Instant now, Outbox outbox);

    /// <summary>When the node next wants to be stepped with <see cref="InputKind.Timer"/>, if nothing else happens; null for never.</summary>
    Instant? NextDeadline { get; }

    /// <summary>How far the node has come, after its latest step.</summary>
    Standing Standing { get; }
}
