using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>Everything that decides a simulated election. Equal scenarios give byte-identical runs.</summary>
public sealed record ElectionScenario
{
    private static readonly TimeSpan s_usualLinger = TimeSpan.FromSeconds(5);

    /// <summary>How many members, named <c>n1</c>, <c>n2</c>, …; all of them are expected at the barrier, and each casts a vote.</summary>
    public required int Nodes { get; init; }

    /// <summary>How many nodes besides, named <c>o1</c>, <c>o2</c>, …, that hear everything and count for nothing.</summary>
    public int Observers { get; init; }

    /// <summary>The one seed: of the faults as it is, and through mixing of the network, the votes and the nodes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What is voted on.</summary>
    public string Title { get; init; } = "Election";

    /// <summary>The choices.</summary>
    public ImmutableArray<string> Choices { get; init; } = ["Sánchez", "Pérez"];

    /// <summary>Per choice how many nodes vote for it; empty to let each node's vote be drawn.</summary>
    public ImmutableArray<int> Votes { get; init; } = [];

    /// <summary>Each node votes at a moment drawn within so much time after it sees the election open.</summary>
    public TimeSpan VoteWithin { get; init; }

    /// <summary>
    /// Whether nodes change their minds. Under a rule by which a voter may vote again, each does so once while the vote is open, for the next
    /// choice. Under every other rule a node that is started again would vote for another choice each time, so that a vote that it had signed
    /// before and forgot would show as two.
    /// </summary>
    public bool ChangesMind { get; init; }

    /// <summary>How votes become a decision.</summary>
    public CountingRule Rule { get; init; } = CountingRule.Plurality;

    /// <summary>What some nodes vote instead of what they are dealt, in order of time; in each of their lives the same.</summary>
    public ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>> Script { get; init; } =
        ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>>.Empty;

    /// <summary>The chair; null for none.</summary>
    public MemberId? Chair { get; init; }

    /// <summary>
    /// When the vote is closed after it opened: by the chair, where there is one, otherwise by whoever leads. Null for
    /// <see cref="ScriptedClosing"/>'s time, or the usual limit where votes are final.
    /// </summary>
    public TimeSpan? CloseAfter { get; init; }

    /// <summary>
    /// Whether the nodes are given START, with all signatures, before they begin, so that nobody waits for anybody; otherwise they meet at the
    /// barrier.
    /// </summary>
    public bool HasNoBarrier { get; init; }

    /// <summary>Nodes at which the voter of the first of them votes, with its key; none where every node has its own voter.</summary>
    public ImmutableArray<MemberId> Terminals { get; init; } = [];

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Atomic;

    /// <summary>What each node watches in its stack; must be possible in this order.</summary>
    public ImmutableArray<LayerKind> Checks { get; init; } = [];

    /// <summary>Texts that each member sends beside its vote; 0 in the atomic order.</summary>
    public int Messages { get; init; }

    /// <summary>What goes wrong.</summary>
    public ImmutableArray<FaultSpec> Faults { get; init; } = [];

    /// <summary>The network; its seed and faults are set from this scenario.</summary>
    public SimulationOptions Network { get; init; } = new();

    /// <summary>Changes what a node is built from, before it is built; the default changes nothing. It must be a pure function.</summary>
    public Func<NodeCoreOptions, NodeCoreOptions> Adjust { get; init; } = static options => options;

    /// <summary>Puts things in a group's way before it runs: strangers' datagrams, commands. The default does nothing.</summary>
    public Action<SimulatedGroup> Prepare { get; init; } = static _ => { };

    /// <summary>Who else looks on.</summary>
    public ISimulationObserver? Observer { get; init; }

    /// <summary>
    /// How long nodes stay for one that is not done and says nothing: long enough for whoever is down, paused or cut off for a time, as a local
    /// run's nodes do.
    /// </summary>
    public TimeSpan Linger => s_usualLinger + Faults.Select(OutageOf).DefaultIfEmpty().Max();

    /// <summary>Whether a node's voter signs two votes under one number.</summary>
    /// <param name="node">The node.</param>
    public bool Lies(MemberId node) => new FaultPlan(Faults, Seed).Equivocates(node);

    /// <summary>The command line that runs this scenario again, as far as the command line can say it.</summary>
    public string ReplayLine
    {
        get
        {
            string votes = Votes.IsEmpty ? "" : $" --votes \"{string.Join(',', Choices.Zip(Votes, (choice, count) => $"{choice}:{count}"))}\"";
            string within = VoteWithin == TimeSpan.Zero ? "" : $" --vote-within {FaultTime.ToText(VoteWithin)}";
            string changes = ChangesMind ? " --change-votes" : "";
            string faults = string.Concat(Faults.Select(fault => $" --fault \"{fault}\""));
            string rule = Rule is PluralityRule ? "" : $" --rule {Rule}";
            string script = string.Concat(Script.OrderBy(node => node.Key.Text, StringComparer.Ordinal).SelectMany(node => node.Value.Select(vote => ScriptOf(node.Key, vote))));
            string chair = Chair is null ? "" : $" --chair {Chair}";
            string closes = CloseAfter is { } after ? $" --close-after {FaultTime.ToText(after)}" : "";
            string terminals = Terminals.IsEmpty ? "" : $" --terminals {string.Join(',', Terminals)}";
            string barrier = HasNoBarrier ? " --no-barrier" : "";
            string order = Order == DeliveryOrder.Atomic ? "" : $" --order {Order.ToText()}";
            string checks = Checks.IsEmpty ? "" : $" --check {string.Join(',', Checks.Select(check => LayerTraits.Of(check).Name))}";
            string messages = Messages == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --messages {Messages}");
            return $"election sim --nodes {Nodes} --seed {Seed}{votes}{within}{changes}{order}{checks}{messages}{rule}{script}{chair}{closes}{terminals}{barrier}{faults}";
        }
    }

    /// <summary>The node whose voter votes at this node.</summary>
    public MemberId VoterAt(MemberId node) => Terminals.Contains(node) ? Terminals[0] : node;

    private string ScriptOf(MemberId node, PlannedVote vote) =>
        $" --vote \"{node}:{Choices[vote.Choice!.Value]}{(vote.After > TimeSpan.Zero ? "@" + FaultTime.ToText(vote.After) : "")}\"";

    private static TimeSpan OutageOf(FaultSpec spec) => spec switch
    {
        { What: RestartAction restart } => restart.After,
        { What: PauseAction pause } => pause.Length,
        { What: PartitionAction or DropAction, When: WindowWhen window } => window.To - window.From,
        _ => TimeSpan.Zero,
    };
}
