using System.Threading.Channels;

namespace Election.Node.Runs.Local;

/// <summary>The processes of a run. All of them have ended when it is disposed.</summary>
internal sealed class NodeFleet : IAsyncDisposable
{
    // A node that was asked to end puts its journal away; one that does not manage in this time is ended by force.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private readonly Executable _program = Executable.OfThisProcess();
    private readonly NodeProcess?[] _processes;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Channel<RunNews> _news = Channel.CreateUnbounded<RunNews>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>A fleet of which nothing runs yet.</summary>
    /// <param name="nodes">How many nodes there will be.</param>
    public NodeFleet(int nodes) => _processes = new NodeProcess?[nodes];

    /// <summary>What comes from the nodes, and what was asked for by <see cref="After"/>.</summary>
    public ChannelReader<RunNews> News => _news.Reader;

    /// <summary>Starts a node, for the first time or after its process has ended.</summary>
    public void Start(int node, IReadOnlyList<string> arguments)
    {
        _processes[node]?.Dispose();
        _processes[node] = NodeProcess.Start(node, _program, arguments, _news.Writer);
    }

    /// <summary>Tells every node something; one that has ended does not hear it.</summary>
    public void TellAll(RunOrder order)
    {
        foreach (NodeProcess? process in _processes)
            process?.Tell(order);
    }

    /// <summary>Tells one node something.</summary>
    public void Tell(int node, RunOrder order) => _processes[node]?.Tell(order);

    /// <summary>Ends a node at once, without a chance to put anything away.</summary>
    public void Kill(int node) => _processes[node]?.Kill();

    /// <summary>Lets a node stand still; a <see cref="ResumeReport"/> comes when it goes on.</summary>
    public void Pause(int node, TimeSpan length) => _processes[node]?.Pause(length);

    /// <summary>Has some news come later.</summary>
    public void After(TimeSpan delay, RunNews news) => _ = DeliverAsync(delay, news);

    /// <summary>Asks every node to end, waits a bounded time, and ends those that are left.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        NodeProcess[] processes = [.. _processes.OfType<NodeProcess>()];
        foreach (NodeProcess process in processes)
            process.Stop();
        Task ended = Task.WhenAll(processes.Select(process => process.Ended));
        if (await Task.WhenAny(ended, Task.Delay(StopTime)).ConfigureAwait(false) == ended)
            return;
        foreach (NodeProcess process in processes)
            process.Kill();
        await Task.WhenAny(ended, Task.Delay(StopTime)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (NodeProcess? process in _processes)
            process?.Dispose();
        _stopped.Dispose();
    }

    private async Task DeliverAsync(TimeSpan delay, RunNews news)
    {
        // A run that is over needs no news any more.
        await Task.Delay(delay, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _news.Writer.TryWrite(news);
    }
}
