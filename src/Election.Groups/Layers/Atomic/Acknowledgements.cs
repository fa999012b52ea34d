using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>How far each member's journal holds the leader's chain, as far as this node has heard in this epoch.</summary>
internal sealed class Acknowledgements
{
    private readonly ulong[] _acks;
    private readonly int _majority;

    /// <summary>Begins with nothing acknowledged.</summary>
    public Acknowledgements(int members, int majority)
    {
        _acks = new ulong[members];
        _majority = majority;
    }

    /// <summary>The highest index a member has acknowledged.</summary>
    public ref ulong this[Rank member] => ref _acks[member.Value];

    /// <summary>The highest index that ⌊N/2⌋+1 members have acknowledged.</summary>
    public LogIndex HeldByMajority
    {
        get
        {
            ulong best = 0;
            foreach (ulong candidate in _acks)
            {
                int holders = 0;
                foreach (ulong ack in _acks)
                    holders += ack >= candidate ? 1 : 0;
                if (candidate > best && holders >= _majority)
                    best = candidate;
            }
            return new LogIndex(best);
        }
    }
}
