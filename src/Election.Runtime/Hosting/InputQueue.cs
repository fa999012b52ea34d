using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Storage;

namespace Election.Runtime.Hosting;

/// <summary>
/// All inputs waiting for one node, filled from any thread and emptied by the node's loop. Datagrams beyond a bound are dropped and
/// counted, as a network may do; commands beyond a bound are refused, and the caller is told; answers are bounded by the node's requests,
/// and durability is one number.
/// </summary>
internal sealed class InputQueue : IDatagramSink, IJournalObserver
{
    /// <summary>The largest number of waiting datagrams.</summary>
    internal const int MaxDatagrams = 4096;

    /// <summary>The most memory that waiting datagrams may hold, in bytes.</summary>
    internal const long MaxDatagramBytes = 32 * 1024 * 1024;

    /// <summary>The largest number of waiting commands.</summary>
    internal const int MaxCommands = 256;

    private readonly MonotonicClock _clock;
    private readonly object _gate = new();
    private readonly Queue<DatagramBuffer> _datagrams = new(MaxDatagrams);
    private readonly Queue<NodeCommand> _commands = new();
    private readonly Queue<NodeInput> _answers = new();
    private long _heldBytes;
    private long _dropped;
    private ulong _durable;
    private ulong _durableTaken;
    private bool _isWaiting;
    private bool _stop;
    private bool _closed;
    private Exception? _failure;

    internal InputQueue(MonotonicClock clock) => _clock = clock;

    /// <summary>The number of datagrams dropped because too many were waiting.</summary>
    internal long Dropped => Volatile.Read(ref _dropped);

    /// <summary>The number of waiting commands.</summary>
    internal int WaitingCommands
    {
        get
        {
            lock (_gate)
                return _commands.Count;
        }
    }

    /// <inheritdoc/>
    public void Take(DatagramBuffer datagram)
    {
        lock (_gate)
        {
            if (!_closed && _datagrams.Count < MaxDatagrams && _heldBytes + datagram.Capacity <= MaxDatagramBytes)
            {
                _datagrams.Enqueue(datagram);
                _heldBytes += datagram.Capacity;
                Wake();
                return;
            }
            _dropped += _closed ? 0 : 1;
        }
        datagram.Release();
    }

    /// <summary>Adds a command; <see langword="false"/> if <see cref="MaxCommands"/> are waiting or the loop has ended.</summary>
    internal bool TryAdd(NodeCommand command)
    {
        lock (_gate)
        {
            if (_closed || _commands.Count == MaxCommands)
                return false;
            _commands.Enqueue(command);
            Wake();
            return true;
        }
    }

    /// <summary>Adds the answer to one of the node's requests.</summary>
    internal void Answer(in NodeInput answer)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _answers.Enqueue(answer);
            Wake();
        }
    }

    /// <inheritdoc/>
    public void Durable(ulong sequence)
    {
        lock (_gate)
        {
            _durable = Math.Max(_durable, sequence);
            Wake();
        }
    }

    /// <inheritdoc/>
    public void Failed(Exception cause)
    {
        lock (_gate)
        {
            _failure ??= cause;
            Wake();
        }
    }

    /// <summary>Asks the loop to end after its current inputs.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _stop = true;
            Wake();
        }
    }

    /// <summary>
    /// Waits for input or the deadline, then moves at most one batch over. The node's own work goes before the network's: a flood of
    /// datagrams delays neither a command nor a durable record.
    /// </summary>
    /// <returns><see langword="false"/> if the loop is to stop.</returns>
    /// <exception cref="NodeFailureException">A part that the node cannot run without has failed.</exception>
    internal bool Wait(Instant? deadline, InputBatch batch)
    {
        lock (_gate)
        {
            while (!_stop && _failure is null && !HasInputs)
            {
                int milliseconds = MonotonicClock.MillisecondsUntil(deadline, _clock.Now);
                if (milliseconds == 0)
                    break;
                _isWaiting = true;
                Monitor.Wait(_gate, milliseconds);
                _isWaiting = false;
            }
            if (_failure is not null)
                throw new NodeFailureException(_failure);
            if (!_stop)
                Fill(batch);
            return !_stop;
        }
    }

    /// <summary>Refuses all further input and releases what is waiting.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_datagrams.TryDequeue(out DatagramBuffer? datagram))
                datagram.Release();
        }
    }

    private bool HasInputs => _datagrams.Count > 0 || _answers.Count > 0 || _commands.Count > 0 || _durable > _durableTaken;

    private void Fill(InputBatch batch)
    {
        if (_durable > _durableTaken)
        {
            _durableTaken = _durable;
            batch.Add(NodeInput.Journalled(_durable));
        }
        while (batch.HasRoom && _commands.TryDequeue(out NodeCommand? command))
            batch.Add(NodeInput.Of(command));
        while (batch.HasRoom && _answers.TryDequeue(out NodeInput answer))
            batch.Add(answer);
        while (batch.HasRoom && _datagrams.TryDequeue(out DatagramBuffer? datagram))
        {
            _heldBytes -= datagram.Capacity;
            batch.Add(datagram);
        }
    }

    private void Wake()
    {
        if (_isWaiting)
            Monitor.Pulse(_gate);
    }
}

/// <summary>The failure of a part that a node cannot run without: its journal, or the code that signs and verifies.</summary>
internal sealed class NodeFailureException(Exception cause) : Exception(cause.Message, cause);
