using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>What <c>node</c> and <c>local</c> have in common: the election, the network, and how long to wait.</summary>
internal sealed record ElectionSettings
{
    /// <summary>The choices when none are named: the two candidates of the classic exercise.</summary>
    public static readonly ImmutableArray<string> ClassicChoices = ["Sánchez", "Pérez"];

    /// <summary>The wait for START when none is given.</summary>
    public static readonly TimeSpan DefaultBarrierTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The time a node goes on without a majority when none is given.</summary>
    public static readonly TimeSpan DefaultQuorumTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The time a node helps laggards after the end when none is given.</summary>
    public static readonly TimeSpan DefaultLinger = TimeSpan.FromSeconds(5);

    /// <summary>What is voted on.</summary>
    public required string Title { get; init; }

    /// <summary>The choices, in order.</summary>
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>How votes are delivered, and what is watched and sent beside.</summary>
    public required OrderSettings Delivery { get; init; }

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order => Delivery.Order;

    /// <summary>How votes become a decision.</summary>
    public required CountingRule Rule { get; init; }

    /// <summary>The turnout below which there is no decision; null for none.</summary>
    public required int? Quorum { get; init; }

    /// <summary>The group, or null when the command chooses.</summary>
    public required MulticastGroup? Group { get; init; }

    /// <summary>The interface for join and send.</summary>
    public required LocalInterface Via { get; init; }

    /// <summary>How far datagrams go.</summary>
    public required TimeToLive Ttl { get; init; }

    /// <summary>The largest datagram to send.</summary>
    public required DatagramSize MaxDatagram { get; init; }

    /// <summary>Where promises are kept.</summary>
    public required JournalMode Journal { get; init; }

    /// <summary>What goes wrong on purpose.</summary>
    public required ImmutableArray<FaultSpec> Faults { get; init; }

    /// <summary>The seed of every drawn thing.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether the seed was drawn, not given.</summary>
    public required bool IsSeedDrawn { get; init; }

    /// <summary>How long to wait for START.</summary>
    public required TimeSpan BarrierTimeout { get; init; }

    /// <summary>How long to go on without a majority.</summary>
    public required TimeSpan QuorumTimeout { get; init; }

    /// <summary>When to close whoever has not voted; null for never.</summary>
    public required TimeSpan? CloseAfter { get; init; }

    /// <summary>How long to help laggards after the end.</summary>
    public required TimeSpan Linger { get; init; }

    /// <summary>Whether standard output ends with one JSON document.</summary>
    public required bool IsJson { get; init; }

    /// <summary>An election whose only purpose is to be measured: nobody names anything but where and with which seed.</summary>
    public static ElectionSettings OfBench(LocalInterface via, ulong seed, JournalMode journal, bool isJson) => new()
    {
        Title = "Bench",
        Choices = ClassicChoices,
        Delivery = OrderSettings.Default,
        Rule = CountingRule.Plurality,
        Quorum = null,
        Group = null,
        Via = via,
        Ttl = TimeToLive.DefaultFor(via),
        MaxDatagram = DatagramSize.DefaultFor(via),
        Journal = journal,
        Faults = [],
        Seed = seed,
        IsSeedDrawn = false,
        BarrierTimeout = DefaultBarrierTimeout,
        QuorumTimeout = DefaultQuorumTimeout,
        CloseAfter = null,
        Linger = DefaultLinger,
        IsJson = isJson,
    };
}
