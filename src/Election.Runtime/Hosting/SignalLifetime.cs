using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Election.Runtime.Hosting;

/// <summary>
/// Ends the host on SIGINT, SIGTERM and SIGHUP and remembers the signal. The first signal asks the node to stop cleanly; a second one is
/// left to the system, which ends the process at once.
/// </summary>
internal sealed class SignalLifetime : IHostLifetime, IDisposable
{
    private readonly IHostApplicationLifetime _application;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signal;

    public SignalLifetime(IHostApplicationLifetime application) => _application = application;

    /// <summary>The first signal received; null if there was none.</summary>
    internal PosixSignal? Signal => Volatile.Read(ref _signal) is not 0 and int came ? (PosixSignal)came : null;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _registrations.Clear();
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.CompareExchange(ref _signal, (int)context.Signal, 0) != 0)
            return;
        context.Cancel = true;
        _application.StopApplication();
    }
}
