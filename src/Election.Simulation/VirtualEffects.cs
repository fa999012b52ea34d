using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Carries out the effects of nodes: sends datagrams to the network and schedules answers.</summary>
internal sealed class VirtualEffects
{
    private readonly SimulationOptions _options;
    private readonly EventQueue _queue;
    private readonly VirtualNetwork _network;
    private readonly SplitMix64 _random;
    private readonly History _history;
    private readonly ISimulationObserver? _observer;

    public VirtualEffects(SimulationOptions options, EventQueue queue, VirtualNetwork network, SplitMix64 random, History history,
        ISimulationObserver? observer)
    {
        _options = options;
        _queue = queue;
        _network = network;
        _random = random;
        _history = history;
        _observer = observer;
    }

    /// <summary>Carries out and clears a node's effects, in order.</summary>
    public void CarryOut(SimulatedNode node, TimeSpan now)
    {
        foreach (ref readonly Effect effect in node.Outbox.Effects)
        {
            _history.Add(now, node, KindOf(effect.Kind), effect.Bytes.Span, 
                text: effect.Notice is { } notice ? notice.Text.ToString() : "");
            CarryOut(node, effect, now);
            _observer?.OnEffect(node, effect, now);
        }
        node.Outbox.Clear();
        if (!node.Journal.TryBeginSync())
            return;
        TimeSpan durable = now + _options.JournalLatencyOf(node.Index);
        _queue.Add(durable, new VirtualEvent { Kind = VirtualEventKind.Synced, Node = node.Index, Life = node.Life });
    }

    private static HistoryKind KindOf(EffectKind kind) => kind == EffectKind.Deliver ? HistoryKind.Deliver : (HistoryKind)kind;

    private void CarryOut(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                _network.Multicast(node.Index, effect.Bytes.ToArray(), now);
                break;
            case EffectKind.Journal:
                node.Journal.Write(effect);
                break;
            case EffectKind.Sign:
                Sign(node, effect, now);
                break;
            case EffectKind.Verify:
                Verify(node, effect, now);
                break;
            case EffectKind.Transcript:
                node.Append(effect.Bytes.Span);
                break;
            case EffectKind.Notice:
                node.Append(effect.Notice!);
                break;
            case EffectKind.Publish or EffectKind.Deliver:
                break;
            case EffectKind.Finish:
                node.FinishedAt ??= now;
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Sign(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        byte[] signature = _options.Signatures.Sign(effect.Key ?? node.Setup.Key, effect.Bytes.Span);
        _queue.Add(
            now + _options.SignLatency,
            new VirtualEvent
            {
                Kind = VirtualEventKind.Signed, Node = node.Index, Life = node.Life, Token = effect.Token, Bytes = signature,
            });
    }

    private void Verify(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        bool valid = effect.Key is { } key && _options.Signatures.Verify(key, effect.Bytes.Span, effect.Signature.Span);
        _queue.Add(
            now + _random.NextBetween(_options.VerifyLatency, _options.VerifyLatency * 2),
            new VirtualEvent
            {
                Kind = VirtualEventKind.Verified, Node = node.Index, Life = node.Life, Token = effect.Token, Valid = valid,
            });
    }
}
