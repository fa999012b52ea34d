using Election.Groups.Layers.Reliable;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>
/// Watches causal order in its gap-aware form: whenever b goes up, everything that lies in b's past has gone up, that is every broadcast
/// that its causes name and those of the same origins before them. A missing message is held against one message only, the first that went
/// up without it. The check makes messages carry causes even where the order does not; it is silent on a message that carries none.
/// </summary>
internal sealed class CausalCheck : IUpperLayer
{
    private readonly IUpperLayer _upper;
    private readonly ViolationLog _log;
    private readonly ReceivedNumbers[] _seen;

    /// <summary>Watches what goes up to <paramref name="upper"/>.</summary>
    public CausalCheck(int members, ViolationLog log, IUpperLayer upper)
    {
        _upper = upper;
        _log = log;
        _seen = ReceivedNumbers.Of(members);
    }

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        if (StreamMessage.TryRead(payload.Span, out StreamMessage message))
            Check(origin, sequence, message);
        ReceivedNumbers seen = _seen[origin.Value];
        seen.RenewIfLater(sequence);
        seen.TryAdd(sequence);
        _upper.Receive(origin, sequence, payload, now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        _seen[origin.Value].RenewIfLater(next);
        _upper.Skip(origin, next, now);
    }

    private void Check(Rank origin, ulong sequence, in StreamMessage message)
    {
        int members = Math.Min(message.Members, _seen.Length);
        for (int rank = 0; rank < members; rank++)
        {
            ulong cause = message.Cause(rank);
            _seen[rank].RenewIfLater(cause);
            ulong missing = _seen[rank].FirstMissingBelow(cause + 1);
            if (missing == 0)
                continue;
            _seen[rank].Settle(cause);
            _log.Count(LayerKind.CausalCheck);
            if (_log.IsHeard(LayerKind.CausalCheck))
            {
                _log.Say(LayerKind.CausalCheck,
                    $"delivers {_log.NameOf(origin, sequence)} without {_log.NameOf(new Rank(rank), missing)}, which lies in its past");
            }
            return;
        }
    }
}
