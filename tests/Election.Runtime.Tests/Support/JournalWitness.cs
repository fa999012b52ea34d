using Election.Runtime.Storage;

namespace Election.Runtime.Tests.Support;

/// <summary>Remembers what a journal reported, and lets a test wait for it.</summary>
internal sealed class JournalWitness : IJournalObserver
{
    private readonly object _gate = new();
    private ulong _durable;
    private Exception? _failure;

    public void Durable(ulong sequence)
    {
        lock (_gate)
        {
            Assert.True(sequence > _durable, "Durability went back.");
            _durable = sequence;
            Monitor.PulseAll(_gate);
        }
    }

    public void Failed(Exception cause)
    {
        lock (_gate)
        {
            _failure = cause;
            Monitor.PulseAll(_gate);
        }
    }

    internal ulong DurableNow
    {
        get
        {
            lock (_gate)
                return _durable;
        }
    }

    internal void AwaitDurable(ulong sequence) => Await(() => _durable >= sequence);

    internal Exception AwaitFailure()
    {
        Await(() => _failure is not null);
        return _failure!;
    }

    private void Await(Func<bool> condition)
    {
        long deadline = Environment.TickCount64 + (long)Patience.Limit.TotalMilliseconds;
        lock (_gate)
        {
            while (!condition())
            {
                int left = (int)(deadline - Environment.TickCount64);
                Assert.True(left > 0 && Monitor.Wait(_gate, left), "The journal reported nothing.");
            }
        }
    }
}
