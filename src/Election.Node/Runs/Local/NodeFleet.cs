using System.Threading.Channels;

namespace Election.Node.Runs.Local;

/// <summary>The processes of a run. Disposing of it ends all of them.</summary>
internal sealed class NodeFleet : IAsyncDisposable
{
    // A node that is asked to end closes its journal; one that takes longer than this is killed.
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(10);

    private readonly Executable _program = Executable.OfThisProcess();
    private readonly NodeProcess?[] _processes;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Channel<FleetEvent> _news = Channel.CreateUnbounded<FleetEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Creates a fleet without running processes.</summary>
    /// <param name="nodes">The number of nodes in the run.</param>
    public NodeFleet(int nodes) => _processes = new NodeProcess?[nodes];

    /// <summary>Events of the nodes, and those that <see cref="After"/> scheduled.</summary>
    public ChannelReader<FleetEvent> News => _news.Reader;

    /// <summary>Starts a node, either for the first time or after its process has ended.</summary>
    public void Start(int node, IReadOnlyList<string> arguments)
    {
        _processes[node]?.Dispose();
        _processes[node] = NodeProcess.Start(node, _program, arguments, _news.Writer);
    }

    /// <summary>Sends an instruction to every node that still runs.</summary>
    public void TellAll(NodeInstruction order)
    {
        foreach (NodeProcess? process in _processes)
            process?.Tell(order);
    }

    /// <summary>Sends an instruction to one node, if it still runs.</summary>
    public void Tell(int node, NodeInstruction order) => _processes[node]?.Tell(order);

    /// <summary>Kills a node at once, before it can close its journal.</summary>
    public void Kill(int node) => _processes[node]?.Kill();

    /// <summary>Pauses a node; a <see cref="ResumeReport"/> follows when it resumes.</summary>
    public void Pause(int node, TimeSpan length) => _processes[node]?.Pause(length);

    /// <summary>Schedules an event.</summary>
    public void After(TimeSpan delay, FleetEvent news) => _ = DeliverAsync(delay, news);

    /// <summary>Asks every node to end, waits a bounded time, and kills the rest.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        NodeProcess[] processes = [.. _processes.OfType<NodeProcess>()];
        foreach (NodeProcess process in processes)
            process.Stop();
        Task ended = Task.WhenAll(processes.Select(process => process.Ended));
        if (await Task.WhenAny(ended, Task.Delay(s_stopTime)).ConfigureAwait(false) == ended)
            return;
        foreach (NodeProcess process in processes)
            process.Kill();
        await Task.WhenAny(ended, Task.Delay(s_stopTime)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (NodeProcess? process in _processes)
            process?.Dispose();
        _stopped.Dispose();
    }

    private async Task DeliverAsync(TimeSpan delay, FleetEvent news)
    {
        // After the end of a run, events have no reader.
        await Task.Delay(delay, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _news.Writer.TryWrite(news);
    }
}
