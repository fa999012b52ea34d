using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Traces.Recording;
using Election.Voting.Core;
using Election.Voting.Statements;

namespace Election.Simulation.Elections;

/// <summary>
/// Measures a run: the latency of votes, and the nodes' counters over all their lives. A vote's latency is the virtual time from its
/// voter's decision (the request for the signature) to the median member's delivery, so it includes signing, journals, loss and repair.
/// </summary>
internal sealed class RunMeter : ISimulationObserver
{
    private readonly Dictionary<Hash256, Vote> _votes = [];
    private readonly Dictionary<MemberId, Verdict> _earlierVerdicts = [];
    private readonly ElectionNodes _nodes;
    private readonly int _members;
    private long _repairs;

    /// <summary>Measures an election.</summary>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="members">How many of them are members.</param>
    public RunMeter(ElectionNodes nodes, int members)
    {
        _nodes = nodes;
        _members = members;
    }

    /// <summary>The coverage of lives that ended by a crash.</summary>
    public Coverage EarlierLives { get; private set; } = Coverage.None;

    /// <summary>Returns the verdict that a node held when it crashed, if any.</summary>
    public Verdict? EarlierVerdictOf(MemberId node) => _earlierVerdicts.TryGetValue(node, out Verdict verdict) ? verdict : null;

    /// <summary>Returns the number of repairs that nodes sent in lives that ended, and in these last ones.</summary>
    public long RepairsWith(IEnumerable<NodeOutcome> nodes) =>
        _repairs + nodes.Where(node => node is { Snapshot: not null, CrashedAt: null }).Sum(node => RepairsOf(node.Snapshot!));

    /// <summary>Returns the latency of every vote that at least half of the members delivered, in the order of decision.</summary>
    public ImmutableArray<TimeSpan> Latencies() => [.. _votes.Values.Select(vote => vote.Median(_members)).OfType<TimeSpan>()];

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        if (effect.Kind == EffectKind.Sign && effect.Token.Owner == EffectOwner.Statement)
            _votes.TryAdd(Hash256.Of(effect.Bytes.Span), new Vote(now));
    }

    /// <summary>Records a member's first delivery of an entry.</summary>
    public void OnDelivery(LoggedEntry entry, TimeSpan now)
    {
        bool isVote = entry.Signed?.Statement.Kind is StatementKind.Vote or StatementKind.Abstain;
        if (isVote && _votes.TryGetValue(entry.Identity, out Vote? vote))
            vote.DeliveredAt.Add(now);
    }

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now)
    {
        if (_nodes.SnapshotOf(node) is not { } last)
            return;
        EarlierLives = EarlierLives.Plus(Coverage.Of(last));
        _repairs += RepairsOf(last);
        if (last.Verdict is { } verdict)
            _earlierVerdicts[node.Id] = verdict;
    }

    private static long RepairsOf(NodeSnapshot snapshot) => snapshot.Counters.First(counter => counter.Key == "RepairsSent").Value;

    private sealed class Vote(TimeSpan decidedAt)
    {
        public List<TimeSpan> DeliveredAt { get; } = [];

        // Deliveries come in order of time.
        public TimeSpan? Median(int members) =>
            DeliveredAt.Count > (members - 1) / 2 ? DeliveredAt[(members - 1) / 2] - decidedAt : null;
    }
}
