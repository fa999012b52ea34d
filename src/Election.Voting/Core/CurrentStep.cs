using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>The step that a node is in: the parts of one node share its clock, its outbox and the state of its journal.</summary>
internal sealed class CurrentStep
{
    /// <summary>The node's clock in this step.</summary>
    public Instant Now { get; private set; }

    /// <summary>Receives the effects of this step.</summary>
    public Outbox Outbox { get; private set; } = new();

    /// <summary>The number of the last journal record that is known to be durable.</summary>
    public ulong Durable { get; private set; }

    /// <summary>Begins a step.</summary>
    public void Begin(Instant now, Outbox outbox)
    {
        Now = now;
        Outbox = outbox;
    }

    /// <summary>Notes that the journal holds every record up to this one.</summary>
    public void NoteDurable(ulong sequence) => Durable = Math.Max(Durable, sequence);
}
