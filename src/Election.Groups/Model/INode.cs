namespace Election.Groups.Model;

/// <summary>
/// A node without input or output of its own. The same inputs, times and seed give the same effects, byte for byte; so the same node runs
/// over real sockets, over a simulated network, and in a golden script. One caller at a time.
/// </summary>
public interface INode
{
    /// <summary>Takes one input and appends the resulting effects to <paramref name="outbox"/>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="now">The node's clock; never earlier than in the previous call.</param>
    /// <param name="outbox">Receives the effects. The caller carries them out and clears it, after this or after several steps.</param>
    /// <exception cref="InvalidOperationException">An invariant of the node is broken: it must be stopped, not stepped again.</exception>
    void Step(in NodeInput input, Instant now, Outbox outbox);

    /// <summary>
    /// The time at which the node wants to be stepped with <see cref="InputKind.Timer"/> if nothing else happens; null for never.
    /// </summary>
    Instant? NextDeadline { get; }

    /// <summary>The node's progress after its latest step.</summary>
    Standing Standing { get; }
}
