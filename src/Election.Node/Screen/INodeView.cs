using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Node.Screen;

/// <summary>An onlooker of a running node. The node's loop calls it, so every member returns quickly.</summary>
internal interface INodeView
{
    /// <summary>Shows the node as it is now.</summary>
    void Show(NodeSnapshot snapshot);

    /// <summary>Reports a notice of the node.</summary>
    void Say(Notice notice);

    /// <summary>
    /// Announces a scripted crash. The node does nothing more, so this call may take a moment; the node dies as soon as it returns.
    /// </summary>
    void Die(FaultSpec fault);
}
