using Election.Groups.Model;

namespace Election.Runtime.Tests.Support;

/// <summary>A command of the tests.</summary>
internal sealed record Say(string Word) : NodeCommand;

/// <summary>A node whose whole behaviour is one function; it remembers the kinds of its inputs.</summary>
internal sealed class SmallNode(Action<SmallNode, NodeInput, Instant, Outbox> step) : INode
{
    public Instant? NextDeadline { get; set; }

    internal List<InputKind> Seen { get; } = [];

    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        Seen.Add(input.Kind);
        step(this, input, now, outbox);
    }
}

/// <summary>
/// One of two nodes that throw a ball to and fro: a datagram of the side and a count. It throws again when nothing comes back. From one
/// count to a later one it measures what its loop's thread allocates.
/// </summary>
internal sealed class BallNode(byte side, bool serves, int measureFrom = 0, int measureLength = 0) : INode
{
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(200);

    private readonly byte[] _ball = [side, 0, 0, 0, 0];
    private int _count;
    private int _measureTo = int.MaxValue;
    private long _before;

    public Instant? NextDeadline { get; private set; } = serves ? Instant.Zero : null;

    internal int Count => Volatile.Read(ref _count);

    internal ManualResetEventSlim Measured { get; } = new();

    internal long AllocatedBytes { get; private set; }

    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        switch (input.Kind)
        {
            case InputKind.Timer:
                outbox.Send(_ball);
                NextDeadline = now + s_again;
                break;
            case InputKind.Datagram when input.Bytes.Span[0] != side:
                int count = BitConverter.ToInt32(input.Bytes.Span[1..]);
                if (count < _count)
                    return;
                Volatile.Write(ref _count, count + 1);
                Measure();
                BitConverter.TryWriteBytes(_ball.AsSpan(1), count + 1);
                outbox.Send(_ball);
                NextDeadline = now + s_again;
                break;
        }
    }

    private void Measure()
    {
        if (_measureTo == int.MaxValue && _count >= measureFrom)
        {
            _measureTo = _count + measureLength;
            _before = GC.GetAllocatedBytesForCurrentThread();
        }
        else if (_count >= _measureTo && !Measured.IsSet)
        {
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _before;
            Measured.Set();
        }
    }
}
