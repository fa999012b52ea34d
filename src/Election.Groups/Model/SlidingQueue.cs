namespace Election.Groups.Model;

/// <summary>A queue with constant-time access to its items by their distance from the head; it grows as needed and never shrinks.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class SlidingQueue<T>
{
    private const int FirstSlots = 16;

    private T[] _ring = new T[FirstSlots];
    private int _head;

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The item <paramref name="distance"/> places behind the head.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public ref T this[int distance]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(distance);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(distance, Count);
            return ref _ring[(_head + distance) & (_ring.Length - 1)];
        }
    }

    /// <summary>Adds an item at the tail.</summary>
    public void Enqueue(T item)
    {
        if (Count == _ring.Length)
            Grow();
        _ring[(_head + Count++) & (_ring.Length - 1)] = item;
    }

    /// <summary>Removes and returns the item at the head.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The queue is empty.</exception>
    public T Dequeue()
    {
        ref T slot = ref this[0];
        T item = slot;
        slot = default!;
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
        return item;
    }

    /// <summary>Removes items at the tail, so that <paramref name="count"/> are left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer items.</exception>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        for (; Count > count; Count--)
            this[Count - 1] = default!;
    }

    private void Grow()
    {
        var larger = new T[_ring.Length * 2];
        for (int i = 0; i < Count; i++)
            larger[i] = this[i];
        _ring = larger;
        _head = 0;
    }
}
