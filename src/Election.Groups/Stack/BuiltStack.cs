using System.Diagnostics;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>The parts that all layers of one node share.</summary>
internal sealed record LayerParts(
    Membership Membership, MemberId Self, GroupTiming Timing, FramePacker Packer, GroupCounters Counters, SplitMix64 Random,
    IGroupUser User);

/// <summary>The layers above the barrier, built from an <see cref="OrderStack"/> and wired to one another.</summary>
internal sealed class BuiltStack
{
    private readonly List<IHoldingLayer> _holding = [];

    /// <summary>Builds from the top down, since each layer is given the one above it.</summary>
    /// <param name="stack">The layers.</param>
    /// <param name="parts">The parts that all layers share.</param>
    /// <param name="now">The time.</param>
    /// <param name="life">The number of this life of the member, from 0.</param>
    public BuiltStack(OrderStack stack, LayerParts parts, Instant now, ulong life)
    {
        var log = new ViolationLog(parts.Membership, parts.Counters, parts.User, parts.Self);
        IAtomicUser statements = parts.User;
        IUpperLayer? upper = null;
        IStreamLayer? stream = null;
        for (int i = stack.Layers.Length - 1; i >= 0; i--)
        {
            LayerKind kind = stack.Layers[i];
            switch (kind)
            {
                case LayerKind.TotalCheck:
                    statements = new TotalCheck(log, statements);
                    break;
                case LayerKind.Atomic:
                    Atomic = new AtomicLayer(parts.Membership, parts.Timing, parts.Counters, parts.Packer, parts.Random, statements);
                    upper = Atomic;
                    break;
                case LayerKind.Direct:
                    Direct = new DirectLayer(parts.Membership, parts.Counters, parts.User, stack.CarriesCauses);
                    upper = Direct;
                    break;
                case LayerKind.Reliable:
                    var reliable = new ReliableLayer(parts.Membership, parts.Timing, parts.Packer, parts.Counters, parts.Random, upper!,
                        now, life);
                    Atomic?.Bind(reliable);
                    stream = reliable;
                    break;
                case LayerKind.Unreliable:
                    stream = new UnreliableLayer(parts.Membership, parts.Timing, parts.Packer, parts.Counters, upper!, now, life);
                    break;
                default:
                    upper = Middle(kind, parts, log, upper!);
                    break;
            }
        }
        Stream = stream!;
        Top = (ITopLayer?)Atomic ?? Direct!;
        Direct?.Bind(Stream);
        Reliability?.Bind(Stream);
    }

    /// <summary>The layer at the bottom.</summary>
    public IStreamLayer Stream { get; }

    /// <summary>The layer at the top.</summary>
    public ITopLayer Top { get; }

    /// <summary>The layer at the top of the atomic order; null in a weaker one.</summary>
    public AtomicLayer? Atomic { get; }

    /// <summary>The layer at the top of a weaker order; null in the atomic one.</summary>
    public DirectLayer? Direct { get; }

    /// <summary>The check that looks at every beat; null when it is not in the stack.</summary>
    public ReliableCheck? Reliability { get; private set; }

    /// <summary>Messages that wait for an earlier one.</summary>
    public int Held
    {
        get
        {
            int held = 0;
            foreach (IHoldingLayer layer in _holding)
                held += layer.Held;
            return held;
        }
    }

    private IUpperLayer Middle(LayerKind kind, LayerParts parts, ViolationLog log, IUpperLayer upper)
    {
        int members = parts.Membership.Count;
        switch (kind)
        {
            case LayerKind.Fifo:
                var fifo = new FifoLayer(members, upper);
                _holding.Add(fifo);
                return fifo;
            case LayerKind.Causal:
                var causal = new CausalLayer(members, parts.Counters, upper);
                _holding.Add(causal);
                return causal;
            case LayerKind.IntegrityCheck:
                return new IntegrityCheck(members, log, upper);
            case LayerKind.ReliableCheck:
                return Reliability = new ReliableCheck(members, log, upper);
            case LayerKind.FifoCheck:
                return new FifoCheck(members, log, upper);
            case LayerKind.CausalCheck:
                return new CausalCheck(members, log, upper);
            default:
                throw new UnreachableException();
        }
    }
}
