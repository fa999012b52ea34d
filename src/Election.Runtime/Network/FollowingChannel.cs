using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// A channel that outlives its sockets: when its interface goes and comes back, or takes another index or address, it opens new sockets
/// there and joins the group again. Guarantee: that of the channel it opens; datagrams sent meanwhile are lost, as on any network. Each
/// change is reported once. Steady traffic allocates nothing.
/// </summary>
internal sealed class FollowingChannel : IDatagramChannel
{
    /// <summary>The interval at which it looks for an interface that is absent or refuses.</summary>
    internal static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);

    // Changes come in bursts: link, address, route. One look serves them all.
    private static readonly TimeSpan s_burst = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly IInterfaceChanges _changes;
    private readonly Action<Sentence> _tell;
    private readonly ILogger _logger;
    private readonly ManualResetEventSlim _closing = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _follower;
    private ChannelOptions _options;
    private IDatagramChannel? _channel;
    private ChannelCounters _before;
    private DatagramPool? _pool;
    private IDatagramSink? _sink;
    private long _refused;
    private bool _isGone;

    /// <summary>Opens the channel on the interface as it is now.</summary>
    /// <param name="options">The settings of the channel.</param>
    /// <param name="changes">Reports changes of interfaces; owned.</param>
    /// <param name="tell">Called on a thread of the channel with each change of the interface.</param>
    /// <param name="logger">Used as in <see cref="ChannelOptions.Open"/>.</param>
    /// <exception cref="StartRefusedException">The system refuses; the sentence gives the fix.</exception>
    internal FollowingChannel(ChannelOptions options, IInterfaceChanges changes, Action<Sentence> tell, ILogger logger)
    {
        _options = options;
        _changes = changes;
        _tell = tell;
        _logger = logger;
        MaxDatagramBytes = options.MaxDatagram.Bytes;
        _channel = options.Open(logger);
        _follower = new Thread(Follow) { IsBackground = true, Name = "interface" };
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes { get; }

    /// <inheritdoc/>
    public ChannelCounters Counters
    {
        get
        {
            lock (_gate)
                return _channel is null ? _before : _before + _channel.Counters;
        }
    }

    /// <inheritdoc/>
    public string Description
    {
        get
        {
            lock (_gate)
                return _channel?.Description ?? $"{_options.Via.Name}, absent";
        }
    }

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink)
    {
        (_pool, _sink) = (pool, sink);
        _channel!.Start(pool, sink);
        _changes.Begin(() => _wake.Set());
        _follower.Start();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            if (_channel is null)
            {
                _before = _before with { SendErrors = _before.SendErrors + 1 };
                return;
            }
            _channel.Send(datagram);
            long refused = _channel.Counters.SendErrors;
            if (refused == _refused)
                return;
            _refused = refused;
        }
        // A platform may send no event for a change that a refused datagram reveals.
        _wake.Set();
    }

    /// <summary>Stops following and closes the channel. May be called twice.</summary>
    public void Dispose()
    {
        if (_closing.IsSet)
            return;
        _closing.Set();
        _changes.Dispose();
        _wake.Set();
        if (_follower.IsAlive)
            _follower.Join();
        _channel?.Dispose();
    }

    private void Follow()
    {
        while (true)
        {
            _wake.WaitOne(_isGone ? RetryEvery : Timeout.InfiniteTimeSpan);
            if (_closing.Wait(s_burst))
                return;
            Look();
        }
    }

    private void Look()
    {
        LocalInterface last = _options.Via;
        LocalInterface? now = _changes.Now(last);
        if (now is null || _options.SourceOn(now) is not { } source)
        {
            if (!_isGone)
                _tell($"{last.Name} is gone or has no address: this node reaches nobody until it is back");
            _isGone = true;
            return;
        }
        bool hasMoved = !source.Equals(_options.SourceOn(last));
        if (!hasMoved && !_isGone && now.Index == last.Index && _channel is not null)
            return;
        _isGone = !TryReopen(_options.On(now));
        if (!_isGone)
            _tell(hasMoved ? Sentence.Of($"{now.Name} has the address {source} now: this node is in the group again")
                : $"{now.Name} is back: this node is in the group again");
    }

    // The old sockets are closed first, because a unicast port is not shared. While there are none, sent datagrams count as refused.
    private bool TryReopen(ChannelOptions options)
    {
        lock (_gate)
        {
            if (_channel is { } old)
            {
                old.Dispose();
                _before += old.Counters;
                _channel = null;
            }
            try
            {
                _channel = options.Open(_logger);
            }
            catch (StartRefusedException)
            {
                // An address may take time to become ready (IPv6: RFC 4862, section 5.4): the next look tries again.
                return false;
            }
            _options = options;
            _refused = 0;
            _channel.Start(_pool!, _sink!);
            return true;
        }
    }
}
