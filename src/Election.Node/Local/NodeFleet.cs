using System.Threading.Channels;

namespace Election.Node.Local;

/// <summary>The processes of a run. All of them have ended when it is disposed.</summary>
internal sealed class NodeFleet : IAsyncDisposable
{
    // A node that was asked to end puts its journal away; one that does not manage in this time is ended by force.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);

    private readonly List<NodeProcess> _processes = [];
    private readonly Channel<NodeReport> _reports =
        Channel.CreateUnbounded<NodeReport>(new UnboundedChannelOptions { SingleReader = true });

    private NodeFleet()
    {
    }

    /// <summary>What comes from the nodes.</summary>
    public ChannelReader<NodeReport> Reports => _reports.Reader;

    /// <summary>Starts every node of a run.</summary>
    public static NodeFleet Start(LocalSettings settings, RunFolder folder)
    {
        var fleet = new NodeFleet();
        try
        {
            var program = Executable.OfThisProcess();
            for (int node = 0; node < settings.Votes.Length; node++)
                fleet._processes.Add(NodeProcess.Start(node, program, NodeArguments.Of(settings, folder, node), fleet._reports.Writer));
            return fleet;
        }
        catch
        {
            fleet._processes.ForEach(process => process.Dispose());
            throw;
        }
    }

    /// <summary>Asks every node to end, waits a bounded time, and ends those that are left.</summary>
    public async Task StopAsync()
    {
        _processes.ForEach(process => process.Stop());
        Task ended = Task.WhenAll(_processes.Select(process => process.Ended));
        if (await Task.WhenAny(ended, Task.Delay(StopTime)).ConfigureAwait(false) == ended)
            return;
        _processes.ForEach(process => process.Kill());
        await Task.WhenAny(ended, Task.Delay(StopTime)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _processes.ForEach(process => process.Dispose());
    }
}
