using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Support;

/// <summary>Nodes of real elections in one process, named <c>n1</c>, <c>n2</c>, …; the tests count them from 0.</summary>
internal static class ElectionNodes
{
    /// <summary>The name of a node.</summary>
    public static MemberId IdOf(int node) => MemberId.Parse($"n{node + 1}");

    /// <summary>Returns the settings of a node, with its folder in <paramref name="parent"/>.</summary>
    public static NodeRuntimeOptions RuntimeOptionsOf(int node, ChannelOptions network, string parent) => new()
    {
        Id = IdOf(node),
        Network = network,
        DataPath = Path.Combine(parent, IdOf(node).Text),
    };

    /// <summary>Returns the options of one node in a group of this size; it has no vote of its own.</summary>
    public static NodeCoreOptions OptionsOf(NodeBirth birth, int node, int nodes) => new()
    {
        Id = birth.Id,
        Incarnation = birth.Incarnation,
        Journal = birth.Journal,
        Key = birth.Key,
        GroupTag = birth.GroupTag,
        MaxDatagramBytes = birth.MaxDatagramBytes,
        Manifest = new Manifest { Title = "Motion", Choices = ["Sánchez", "Pérez"], Nonce = Hash256.Of([(byte)node]) },
        Expect = nodes,
        Seed = (ulong)node,
    };

    /// <summary>Opens a node.</summary>
    /// <param name="options">The node's settings.</param>
    /// <param name="make">Makes the node.</param>
    public static NodeSession Open(NodeRuntimeOptions options, Func<NodeBirth, NodeCore> make) =>
        NodeSession.Open(options, birth => make(birth), NullLoggerFactory.Instance);
}
