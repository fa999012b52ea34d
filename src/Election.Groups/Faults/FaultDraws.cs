using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Faults;

/// <summary>The random numbers of one decision: each a hash of what the decision is about and of what it is for, in any order.</summary>
internal readonly struct FaultDraws
{
    private const ulong SecondCopy = 1UL << 32;
    private const ulong AmountOf = 1UL << 33;

    private readonly ulong _state;

    public FaultDraws(ulong seed, in DatagramIdentity identity, NodeTag from, NodeTag to, int attempt)
    {
        ulong state = Absorb(Absorb(seed, from.Value), to.Value);
        state = Absorb(Absorb(Absorb(state, identity.Sender.Value), (ulong)identity.Kind), identity.Number);
        _state = Absorb(state, (ulong)attempt);
    }

    private FaultDraws(ulong state) => _state = state;

    /// <summary>The draws of a doubled datagram's second copy.</summary>
    public FaultDraws ForSecondCopy() => new(Absorb(_state, SecondCopy));

    /// <summary>The draw that decides whether a kind of fault happens.</summary>
    public ulong Of(FaultKinds kind) => Absorb(_state, (ulong)kind);

    /// <summary>The draw that decides the amount of a kind of fault.</summary>
    public ulong Amount(FaultKinds kind) => Absorb(_state, AmountOf | (ulong)kind);

    /// <summary>A time uniform in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public TimeSpan Between(FaultKinds kind, TimeSpan least, TimeSpan most) =>
        new(least.Ticks + (long)(((UInt128)Amount(kind) * ((ulong)(most.Ticks - least.Ticks) + 1)) >> 64));

    private static ulong Absorb(ulong state, ulong value) => SplitMix64.Mix((state ^ value) + 0x9E3779B97F4A7C15);
}
