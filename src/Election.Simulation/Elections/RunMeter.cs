using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Traces.Recording;
using Election.Voting.Core;
using Election.Voting.Statements;

namespace Election.Simulation.Elections;

/// <summary>
/// Measures a run: how long votes take, and what nodes counted over all their lives. A vote's latency is the virtual time from its voter's
/// decision (it asks for the signature) to the median member's delivery, so that signing, journals, loss and repair are all in it.
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

    /// <summary>What lives that ended by a crash had reached.</summary>
    public Coverage EarlierLives { get; private set; } = Coverage.None;

    /// <summary>The verdict that a node held when it died, if it did.</summary>
    public Verdict? EarlierVerdictOf(MemberId node) => _earlierVerdicts.TryGetValue(node, out Verdict verdict) ? verdict : null;

    /// <summary>Repairs that nodes sent in lives that ended, and in these last ones.</summary>
    public long RepairsWith(IEnumerable<NodeOutcome> nodes) =>
        _repairs + nodes.Where(node => node is { Snapshot: not null, CrashedAt: null }).Sum(node => RepairsOf(node.Snapshot!));

    /// <summary>The latency of every vote that at least half of the members delivered, in the order of decision.</summary>
    public ImmutableArray<TimeSpan> Latencies() => [.. _votes.Values.Select(vote => vote.Median(_members)).OfType<TimeSpan>()];

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        if (effect.Kind == EffectKind.Sign && effect.Token.Owner == EffectOwner.Statement)
            _votes.TryAdd(Hash256.Of(effect.Bytes.Span), new Vote(now));
    }

    /// <summary>A member delivers an entry for the first time.</summary>
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
