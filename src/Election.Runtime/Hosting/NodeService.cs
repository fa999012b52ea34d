using Microsoft.Extensions.Hosting;

namespace Election.Runtime.Hosting;

/// <summary>
/// Runs a node for as long as the host runs, and ends the host when the node is done. A node that is ended early announces that it leaves.
/// </summary>
internal sealed class NodeService : BackgroundService
{
    private readonly NodeSession _session;
    private readonly IHostApplicationLifetime _application;

    public NodeService(NodeSession session, IHostApplicationLifetime application)
    {
        _session = session;
        _application = application;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _session.Start();
        using CancellationTokenRegistration stop = stoppingToken.UnsafeRegister(
            static loop => ((NodeLoop)loop!).RequestLeave(), _session.Loop);
        await _session.Loop.Completion;
        _application.StopApplication();
    }
}
