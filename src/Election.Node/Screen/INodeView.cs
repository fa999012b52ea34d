using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Node.Screen;

/// <summary>Observes a running node. The node's loop calls every member, so each must return quickly.</summary>
internal interface INodeView
{
    /// <summary>Shows the node's current state.</summary>
    void Show(NodeSnapshot snapshot);

    /// <summary>Shows a notice from the node.</summary>
    void Say(Notice notice);

    /// <summary>
    /// Announces a scripted crash. The node does nothing more, so this call may take a moment; the process ends as soon as it returns.
    /// </summary>
    void Die(FaultSpec fault);
}
