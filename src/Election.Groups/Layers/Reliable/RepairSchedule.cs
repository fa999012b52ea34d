using Election.Groups.Model;

namespace Election.Groups.Layers.Reliable;

/// <summary>Repairs that a holder will send for another's message unless it hears one first.</summary>
internal sealed class RepairSchedule
{
    /// <summary>Repairs waiting at a time; further requests are left to the other holders and to the next NACK.</summary>
    public const int MaxWaiting = 256;

    private readonly Waiting[] _waiting = new Waiting[MaxWaiting];
    private int _count;

    /// <summary>The time at which the next repair is due.</summary>
    public Instant? NextDeadline { get; private set; }

    /// <summary>Schedules a repair unless it is scheduled or the schedule is full.</summary>
    public void Add(Rank origin, ulong sequence, Instant due)
    {
        if (_count == MaxWaiting || IndexOf(origin, sequence) >= 0)
            return;
        _waiting[_count++] = new Waiting(origin, sequence, due);
        NextDeadline = NextDeadline is null ? due : Instant.Min(NextDeadline.Value, due);
    }

    /// <summary>Drops a repair that another has sent; <see langword="true"/> when there was one.</summary>
    public bool Remove(Rank origin, ulong sequence)
    {
        int index = _count == 0 ? -1 : IndexOf(origin, sequence);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Takes one repair due by <paramref name="now"/>.</summary>
    public bool TryTake(Instant now, out Rank origin, out ulong sequence)
    {
        for (int i = 0; NextDeadline <= now && i < _count; i++)
        {
            if (_waiting[i].Due > now)
                continue;
            origin = _waiting[i].Origin;
            sequence = _waiting[i].Sequence;
            RemoveAt(i);
            return true;
        }
        origin = Rank.None;
        sequence = 0;
        return false;
    }

    private void RemoveAt(int index)
    {
        // Order is kept, so that equal runs take equal steps.
        Array.Copy(_waiting, index + 1, _waiting, index, --_count - index);
        NextDeadline = null;
        for (int i = 0; i < _count; i++)
            NextDeadline = NextDeadline is null ? _waiting[i].Due : Instant.Min(NextDeadline.Value, _waiting[i].Due);
    }

    private int IndexOf(Rank origin, ulong sequence)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_waiting[i].Origin == origin && _waiting[i].Sequence == sequence)
                return i;
        }
        return -1;
    }

    private readonly record struct Waiting(Rank Origin, ulong Sequence, Instant Due);
}
