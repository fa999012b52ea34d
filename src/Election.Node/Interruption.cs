using System.Runtime.InteropServices;

namespace Election.Node;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into a cancelled token and an exit code, so that a command can put things away before it ends. A second
/// signal does not wait for that: it ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode;

    private Interruption()
    {
    }

    /// <summary>Cancelled when the command is to end early.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Why: the exit code of the first reason that came, or null while there is none.</summary>
    public int? Code => Volatile.Read(ref _exitCode) is var code and not 0 ? code : null;

    /// <summary>Watches the signals of this process.</summary>
    public static Interruption OfProcess()
    {
        var interruption = new Interruption();
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, interruption.Take));
        return interruption;
    }

    /// <summary>Watches nothing: for commands that run inside another program.</summary>
    public static Interruption Never() => new();

    /// <summary>Ends the command early for a reason other than a signal. Only the first reason counts.</summary>
    public void End(int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
            _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Code is int first)
            Environment.Exit(first);
        End(ExitCode.Of(context.Signal));
    }
}
