using Election.Groups.Layers.Reliable;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>
/// Watches integrity: no message goes up twice. One node alone cannot see that a message goes up which nobody broadcast. For messages that
/// come more than <see cref="ReceivedNumbers.Window"/> behind, the check cannot tell a first from a second time, and is silent.
/// </summary>
internal sealed class IntegrityCheck : IUpperLayer
{
    private readonly IUpperLayer _upper;
    private readonly ViolationLog _log;
    private readonly ReceivedNumbers[] _seen;

    /// <summary>Watches what goes up to <paramref name="upper"/>.</summary>
    public IntegrityCheck(int members, ViolationLog log, IUpperLayer upper)
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
        bool isTold = sequence + ReceivedNumbers.Window > seen.Highest;
        if (!seen.TryAdd(sequence) && isTold)
        {
            _log.Count(LayerKind.IntegrityCheck);
            if (_log.IsHeard(LayerKind.IntegrityCheck))
            {
                string name = _log.NameOf(origin, sequence);
                _log.Say(LayerKind.IntegrityCheck, $"delivers {name} and then {name} again: a message counts once");
            }
        }
        _upper.Receive(origin, sequence, payload, now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now) => _upper.Skip(origin, next, now);
}
