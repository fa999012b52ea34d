using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Talk.Language;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>Settings that never change while a screen is open.</summary>
internal sealed record UiSettings
{
    /// <summary>The node's id.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The node's role.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Atomic;

    /// <summary>True if nothing can be changed here, as on a projector.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True to draw with ASCII only.</summary>
    public bool IsAscii { get; init; }

    /// <summary>Returns the reason why a fault cannot be added while the node runs; null if it can.</summary>
    public Func<FaultSpec, Sentence?> ObjectionToFault { get; init; } = static _ => null;

    /// <summary>The language of the screen.</summary>
    public Language Language { get; init; }

    /// <summary>True to use colours.</summary>
    public bool HasColour { get; init; } = true;
}
