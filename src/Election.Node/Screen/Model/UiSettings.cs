using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Talk.Language;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>What does not change while a screen is open.</summary>
internal sealed record UiSettings
{
    /// <summary>The node.</summary>
    public required MemberId Id { get; init; }

    /// <summary>What it is.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Atomic;

    /// <summary>Whether nothing may be changed here: for a projector.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether to draw with ASCII only.</summary>
    public bool IsAscii { get; init; }

    /// <summary>Says why a fault cannot be added while the node runs; null when it can.</summary>
    public Func<FaultSpec, Sentence?> ObjectionToFault { get; init; } = static _ => null;

    /// <summary>The language of its words.</summary>
    public Language Language { get; init; }

    /// <summary>Whether to use colours.</summary>
    public bool HasColour { get; init; } = true;
}
