using Election.Groups.Layers.Reliable;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>
/// Watches FIFO order in its gap-aware form: whenever b of an origin goes up, everything that this origin broadcast before b has gone up.
/// Of several missing messages the first is named, and each is held against one message only, the first that went up without it. A
/// member's lives are streams of their own.
/// </summary>
internal sealed class FifoCheck : IUpperLayer
{
    private readonly IUpperLayer _upper;
    private readonly ViolationLog _log;
    private readonly ReceivedNumbers[] _seen;

    /// <summary>Watches what goes up to <paramref name="upper"/>.</summary>
    public FifoCheck(int members, ViolationLog log, IUpperLayer upper)
    {
        _upper = upper;
        _log = log;
        _seen = ReceivedNumbers.Of(members);
    }

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        ReceivedNumbers seen = _seen[origin.Value];
        seen.RenewIfLater(sequence);
        ulong missing = seen.FirstMissingBelow(sequence);
        seen.TryAdd(sequence);
        if (missing != 0)
        {
            seen.Settle(sequence);
            _log.Count(LayerKind.FifoCheck);
            if (_log.IsHeard(LayerKind.FifoCheck))
            {
                _log.Say(LayerKind.FifoCheck,
                    $"delivers {_log.NameOf(origin, sequence)} without {
                    _log.NameOf(origin, missing)}, which the same node broadcast before it");
            }
        }
        _upper.Receive(origin, sequence, payload, now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        // A message given up within a life stays missing; only a new life begins anew.
        _seen[origin.Value].RenewIfLater(next);
        _upper.Skip(origin, next, now);
    }
}
