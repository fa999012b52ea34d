using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>Whoever looks on while a node runs. Called on the node's loop: it returns quickly.</summary>
internal interface INodeView
{
    /// <summary>The node has something new to show.</summary>
    void Show(NodeSnapshot snapshot);

    /// <summary>The node has something to say.</summary>
    void Say(Notice notice);

    /// <summary>The node dies by its script as soon as this returns. Here it may take a moment: the node does nothing any more.</summary>
    void Die(FaultSpec fault);
}
