using Election.Groups.Layers.Reliable;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>
/// Watches reliability as far as one node can see it: what a member is known to have broadcast goes up within <see cref="Patience"/>. A
/// member tells in its beats how far its numbers go. Each missing message is reported once. Only a trace of both nodes shows that
/// another one misses a message that is here.
/// </summary>
internal sealed class ReliableCheck : IUpperLayer
{
    /// <summary>The longest time for which a known message may be missing: long enough for many repairs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IUpperLayer _upper;
    private readonly ViolationLog _log;
    private readonly Gap[] _gaps;
    private IStreamLayer? _stream;

    /// <summary>Watches what goes up to <paramref name="upper"/>.</summary>
    public ReliableCheck(int members, ViolationLog log, IUpperLayer upper)
    {
        _upper = upper;
        _log = log;
        _gaps = new Gap[members];
        for (int i = 0; i < members; i++)
            _gaps[i] = new Gap();
    }

    /// <summary>Binds the layer that knows what exists.</summary>
    public void Bind(IStreamLayer stream) => _stream = stream;

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        Gap gap = _gaps[origin.Value];
        gap.Seen.RenewIfLater(sequence);
        gap.Seen.TryAdd(sequence);
        _upper.Receive(origin, sequence, payload, now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        _gaps[origin.Value].Seen.RenewIfLater(next);
        _upper.Skip(origin, next, now);
    }

    /// <summary>Looks at what is known and not here; called at every beat.</summary>
    public void Look(Instant now)
    {
        for (int i = 0; i < _gaps.Length; i++)
        {
            var origin = new Rank(i);
            ulong known = _stream!.HighestOf(origin);
            Gap gap = _gaps[i];
            gap.Seen.RenewIfLater(known);
            ulong missing = gap.Seen.FirstMissingBelow(known + 1);
            if (missing == 0 || missing != gap.Missing)
                gap.Watch(missing, known, now);
            else if (now - gap.Since >= Patience)
                ReportUpTo(gap.KnownThen, origin, gap, now);
        }
    }

    /// <summary>Each is reported once: from then on it is taken to have come.</summary>
    private void ReportUpTo(ulong known, Rank origin, Gap gap, Instant now)
    {
        ulong missing = gap.Missing;
        for (; missing != 0; missing = gap.Seen.FirstMissingBelow(known + 1))
        {
            Report(origin, missing, known);
            gap.Seen.TryAdd(missing);
        }
        gap.Watch(missing, known, now);
    }

    private void Report(Rank origin, ulong missing, ulong known)
    {
        _log.Count(LayerKind.ReliableCheck);
        if (!_log.IsHeard(LayerKind.ReliableCheck))
            return;
        Sentence told = known == missing ? $"the same node says that it broadcast it"
            : Sentence.Of($"the same node has broadcast up to {_log.NameOf(origin, known)}");
        _log.Say(LayerKind.ReliableCheck, $"lacks {_log.NameOf(origin, missing)} after {Patience.TotalSeconds:0} s, though {told}");
    }

    /// <summary>The messages of one origin that are here, and the first missing one with the time since which it is.</summary>
    private sealed class Gap
    {
        public ReceivedNumbers Seen { get; } = new();

        public ulong Missing { get; private set; }

        public ulong KnownThen { get; private set; }

        public Instant Since { get; private set; }

        public void Watch(ulong missing, ulong known, Instant now)
        {
            Missing = missing;
            KnownThen = known;
            Since = now;
        }
    }
}
