using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>The settings that <c>node</c> and <c>local</c> share: the election, the network, and the time limits.</summary>
internal sealed record ElectionSettings
{
    /// <summary>The default choices: the two candidates of the classic exercise.</summary>
    public static readonly ImmutableArray<string> ClassicChoices = ["Sánchez", "Pérez"];

    /// <summary>The default time limit for START.</summary>
    public static readonly TimeSpan DefaultBarrierTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The default time for which a node continues without a majority.</summary>
    public static readonly TimeSpan DefaultQuorumTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The default time for which a node helps laggards after the end.</summary>
    public static readonly TimeSpan DefaultLinger = TimeSpan.FromSeconds(5);

    /// <summary>The title of the election.</summary>
    public required string Title { get; init; }

    /// <summary>The choices, in order.</summary>
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>The order of delivery, the guarantees to watch, and the texts to send.</summary>
    public required OrderSettings Delivery { get; init; }

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order => Delivery.Order;

    /// <summary>The counting rule.</summary>
    public required CountingRule Rule { get; init; }

    /// <summary>The turnout below which there is no decision; null for none.</summary>
    public required int? Quorum { get; init; }

    /// <summary>The multicast group; null if the command chooses one.</summary>
    public required MulticastGroup? Group { get; init; }

    /// <summary>The interface for joining and sending.</summary>
    public required LocalInterface Via { get; init; }

    /// <summary>The time to live of datagrams, in hops.</summary>
    public required TimeToLive Ttl { get; init; }

    /// <summary>The largest datagram to send.</summary>
    public required DatagramSize MaxDatagram { get; init; }

    /// <summary>The place of the journal.</summary>
    public required JournalMode Journal { get; init; }

    /// <summary>The faults to inject.</summary>
    public required ImmutableArray<FaultSpec> Faults { get; init; }

    /// <summary>The seed of all random choices.</summary>
    public required ulong Seed { get; init; }

    /// <summary>True if the seed was drawn, not given.</summary>
    public required bool IsSeedDrawn { get; init; }

    /// <summary>The longest wait for START.</summary>
    public required TimeSpan BarrierTimeout { get; init; }

    /// <summary>The time to continue without a majority.</summary>
    public required TimeSpan QuorumTimeout { get; init; }

    /// <summary>The time after the opening at which the vote closes without the missing votes; null for never.</summary>
    public required TimeSpan? CloseAfter { get; init; }

    /// <summary>The time to help laggards after the end.</summary>
    public required TimeSpan Linger { get; init; }

    /// <summary>True if standard output ends with one JSON document.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Settings for a measurement: everything except the interface, the seed and the journal has its default.</summary>
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
