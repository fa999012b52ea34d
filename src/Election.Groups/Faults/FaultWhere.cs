using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>The way in which a specification names a node.</summary>
public enum FaultNodeKind
{
    /// <summary>Every node: <c>all</c>, or <c>*</c> at one end of a link.</summary>
    All,

    /// <summary>One node, by its id.</summary>
    Named,

    /// <summary>The leader at that moment.</summary>
    Leader,
}

/// <summary>A node as a specification names it: <c>n1</c>, <c>leader</c> or <c>all</c>.</summary>
/// <param name="Kind">The way in which it is named.</param>
/// <param name="Id">The id of a <see cref="FaultNodeKind.Named"/> node.</param>
public readonly record struct FaultNode(FaultNodeKind Kind, MemberId Id = default)
{
    /// <summary>Every node.</summary>
    public static FaultNode All => default;

    /// <summary>The leader.</summary>
    public static FaultNode Leader => new(FaultNodeKind.Leader);

    /// <summary>One node.</summary>
    public static FaultNode Named(MemberId id) => new(FaultNodeKind.Named, id);

    /// <summary>True if every node is meant.</summary>
    public bool IsAll => Kind == FaultNodeKind.All;

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        FaultNodeKind.All => "all",
        FaultNodeKind.Named => Id.Text,
        FaultNodeKind.Leader => "leader",
        _ => throw new UnreachableException(),
    };
}

/// <summary>The place of a fault. Closed: <see cref="NodeWhere"/> and <see cref="LinkWhere"/>.</summary>
public abstract record FaultWhere
{
    private protected FaultWhere()
    {
    }

    /// <summary>The meaning of an omitted <c>where</c>.</summary>
    public static FaultWhere Everywhere { get; } = new NodeWhere(FaultNode.All);
}

/// <summary>At a node. For a fault of the network: on every link from and to that node.</summary>
/// <param name="Node">The node.</param>
public sealed record NodeWhere(FaultNode Node) : FaultWhere
{
    /// <inheritdoc/>
    public override string ToString() => Node.ToString();
}

/// <summary>On the link between two nodes, one way or both.</summary>
/// <param name="From">The sending end.</param>
/// <param name="To">The receiving end.</param>
/// <param name="BothWays">True if the way back is meant too.</param>
public sealed record LinkWhere(FaultNode From, FaultNode To, bool BothWays) : FaultWhere
{
    /// <inheritdoc/>
    public override string ToString() => End(From) + (BothWays ? "<>" : ">") + End(To);

    private static string End(FaultNode node) => node.IsAll ? "*" : node.ToString();
}
