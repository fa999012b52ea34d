using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Hosting;

/// <summary>
/// A node as a process: a session under the generic host, which ends cleanly on SIGINT, SIGTERM and SIGHUP and logs to stderr. It ignores
/// the environment (except <c>NO_COLOR</c>), the command line and settings files.
/// </summary>
public sealed class NodeHost : IDisposable
{
    private readonly IHost _host;
    private readonly SignalLifetime _signals;

    private NodeHost(IHost host)
    {
        _host = host;
        Session = host.Services.GetRequiredService<NodeSession>();
        _signals = (SignalLifetime)host.Services.GetRequiredService<IHostLifetime>();
    }

    /// <summary>The node and its surroundings.</summary>
    public NodeSession Session { get; }

    /// <summary>Opens everything and makes the node; <see cref="RunAsync"/> runs it.</summary>
    /// <param name="options">The node's settings.</param>
    /// <param name="factory">Makes the node.</param>
    /// <exception cref="StartRefusedException">The operator's mistake, with the fix.</exception>
    public static NodeHost Build(NodeRuntimeOptions options, NodeFactory factory)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddLogging(builder.Logging, options.LogLevel);
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddSingleton(services => NodeSession.Open(options, factory, services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddHostedService<NodeService>();
        IHost host = builder.Build();
        try
        {
            return new NodeHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Runs the node until it finishes, a signal arrives, the token is cancelled, or it fails; then closes everything.</summary>
    /// <param name="cancellation">Stops the node as a signal would.</param>
    public async Task<NodeOutcome> RunAsync(CancellationToken cancellation = default)
    {
        Task<LoopOutcome> completion = Session.Loop.Completion;
        await _host.RunAsync(cancellation);
        // A stop before the loop has begun leaves its task incomplete.
        LoopOutcome loop = completion.IsCompletedSuccessfully ? await completion : new LoopOutcome(LoopEnd.Stopped);
        return new NodeOutcome(loop.End, _signals.Signal, loop.Failure);
    }

    /// <summary>Closes everything, unless <see cref="RunAsync"/> has done so.</summary>
    public void Dispose() => _host.Dispose();

    private static void AddLogging(ILoggingBuilder logging, LogLevel least)
    {
        bool plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Console.IsErrorRedirected;
        logging.SetMinimumLevel(least);
        logging.AddFilter("Microsoft", least > LogLevel.Warning ? least : LogLevel.Warning);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = plain ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

/// <summary>The outcome of a node's process.</summary>
/// <param name="End">The reason the loop ended.</param>
/// <param name="Signal">The signal that stopped it; null if there was none.</param>
/// <param name="Failure">The failure; null if there was none.</param>
public sealed record NodeOutcome(LoopEnd End, PosixSignal? Signal, Exception? Failure)
{
    /// <summary>The exit code of a node that failed through a defect of this program or of the machine.</summary>
    public const int InternalExitCode = 70;

    /// <summary>
    /// 70 for a failure, 130 for SIGINT, 143 for SIGTERM (128 plus the signal's number) and for SIGHUP, which says the same of a terminal;
    /// null if the node finished or was stopped by its own program, because the verdict then decides the exit code.
    /// </summary>
    public int? ExitCode => (End, Signal) switch
    {
        (LoopEnd.Failed, _) => InternalExitCode,
        (LoopEnd.Stopped, PosixSignal.SIGINT) => 130,
        (LoopEnd.Stopped, PosixSignal.SIGTERM or PosixSignal.SIGHUP) => 143,
        _ => null,
    };
}
