using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>Everything that determines a simulated election. Equal scenarios give byte-identical runs.</summary>
public sealed record ElectionScenario
{
    private static readonly TimeSpan s_usualLinger = TimeSpan.FromSeconds(5);

    /// <summary>The number of members, named <c>n1</c>, <c>n2</c>, …; the barrier expects all of them, and each casts a vote.</summary>
    public required int Nodes { get; init; }

    /// <summary>The number of observers, named <c>o1</c>, <c>o2</c>, …, which hear everything and count for nothing.</summary>
    public int Observers { get; init; }

    /// <summary>
    /// The single seed: it is the seed of the faults, and those of the network, the votes and the nodes are derived from it.
    /// </summary>
    public required ulong Seed { get; init; }

    /// <summary>The title of the election.</summary>
    public string Title { get; init; } = "Election";

    /// <summary>The choices of the election.</summary>
    public ImmutableArray<string> Choices { get; init; } = ["Sánchez", "Pérez"];

    /// <summary>For each choice, the number of nodes that vote for it; if empty, each node's vote is drawn.</summary>
    public ImmutableArray<int> Votes { get; init; } = [];

    /// <summary>Each node votes at a random moment within this time after it sees the election open.</summary>
    public TimeSpan VoteWithin { get; init; }

    /// <summary>
    /// True if nodes change their minds. Under a rule that allows a second vote, each node votes once more while the vote is open, for the
    /// next choice. Under every other rule, a restarted node votes for another choice each time, so that a vote that it had signed and
    /// forgotten would show as a second one.
    /// </summary>
    public bool ChangesMind { get; init; }

    /// <summary>The rule by which votes become a decision.</summary>
    public CountingRule Rule { get; init; } = CountingRule.Plurality;

    /// <summary>The votes of some nodes in place of those dealt to them, in order of time; the same in each of their lives.</summary>
    public ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>> Script { get; init; } =
        ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>>.Empty;

    /// <summary>The chair; null for none.</summary>
    public MemberId? Chair { get; init; }

    /// <summary>
    /// The time from opening to closing the vote: by the chair if there is one, otherwise by the leader. Null for
    /// <see cref="ScriptedClosing"/>'s time, or for the usual limit where votes are final.
    /// </summary>
    public TimeSpan? CloseAfter { get; init; }

    /// <summary>
    /// True if the nodes are given START, with all signatures, before they begin, so that none waits for another; otherwise they meet at
    /// the barrier.
    /// </summary>
    public bool HasNoBarrier { get; init; }

    /// <summary>The nodes that all serve the voter of the first of them, with its key; empty if every node has its own voter.</summary>
    public ImmutableArray<MemberId> Terminals { get; init; } = [];

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Atomic;

    /// <summary>The checking layers in each node's stack; each must be possible in this order.</summary>
    public ImmutableArray<LayerKind> Checks { get; init; } = [];

    /// <summary>The number of texts that each member sends in addition to its vote; 0 in the atomic order.</summary>
    public int Messages { get; init; }

    /// <summary>The faults to inject.</summary>
    public ImmutableArray<FaultSpec> Faults { get; init; } = [];

    /// <summary>The network's options; their seed and faults are set from this scenario.</summary>
    public SimulationOptions Network { get; init; } = new();

    /// <summary>Changes the options from which a node is built; the default changes nothing. Must be a pure function.</summary>
    public Func<NodeCoreOptions, NodeCoreOptions> Adjust { get; init; } = static options => options;

    /// <summary>
    /// Prepares a group before it runs, for instance with a stranger's datagrams or with commands. The default does nothing.
    /// </summary>
    public Action<SimulatedGroup> Prepare { get; init; } = static _ => { };

    /// <summary>A further observer; null for none.</summary>
    public ISimulationObserver? Observer { get; init; }

    /// <summary>
    /// The time that nodes wait for a silent node that is not done: long enough for one that is down, paused or cut off for a time, as in a
    /// local run.
    /// </summary>
    public TimeSpan Linger => s_usualLinger + Faults.Select(OutageOf).DefaultIfEmpty().Max();

    /// <summary>True if a node's voter signs two votes under one number.</summary>
    /// <param name="node">The node.</param>
    public bool Lies(MemberId node) => new FaultPlan(Faults, Seed).Equivocates(node);

    /// <summary>The command line that runs this scenario again, as far as a command line can express it.</summary>
    public string ReplayLine
    {
        get
        {
            string dealt = string.Join(',', Choices.Zip(Votes, (choice, count) => $"{choice}:{count}"));
            string votes = Votes.IsEmpty ? "" : $" --votes \"{dealt}\"";
            string within = VoteWithin == TimeSpan.Zero ? "" : $" --vote-within {FaultTime.ToText(VoteWithin)}";
            string changes = ChangesMind ? " --change-votes" : "";
            string faults = string.Concat(Faults.Select(fault => $" --fault \"{fault}\""));
            string rule = Rule is PluralityRule ? "" : $" --rule {Rule}";
            string script = string.Concat(Script.OrderBy(node => node.Key.Text, StringComparer.Ordinal)
                .SelectMany(node => node.Value.Select(vote => ScriptOf(node.Key, vote))));
            string chair = Chair is null ? "" : $" --chair {Chair}";
            string closes = CloseAfter is { } after ? $" --close-after {FaultTime.ToText(after)}" : "";
            string terminals = Terminals.IsEmpty ? "" : $" --terminals {string.Join(',', Terminals)}";
            string barrier = HasNoBarrier ? " --no-barrier" : "";
            string order = Order == DeliveryOrder.Atomic ? "" : $" --order {Order.ToText()}";
            string checks = Checks.IsEmpty ? "" : $" --check {string.Join(',', Checks.Select(check => LayerTraits.Of(check).Name))}";
            string messages = Messages == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --messages {Messages}");
            return $"election sim --nodes {Nodes} --seed {Seed}{votes}{within}{changes}{order}{checks}{messages}"
                + $"{rule}{script}{chair}{closes}{terminals}{barrier}{faults}";
        }
    }

    /// <summary>Returns the node whose voter votes at this node.</summary>
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
