using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Election.Node.Talk;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into a cancelled token and an exit code, so that a command can clean up before it ends. A second signal
/// ends the process at once, unless it arrives together with the first.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // A program such as timeout(1) may signal both the process and its group; an impatient person presses later than that.
    private static readonly TimeSpan s_togetherLimit = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode;
    private long _firstAt;

    private Interruption()
    {
    }

    /// <summary>Cancelled when the command must end early.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the first reason to end; null if there is none.</summary>
    public int? Code => Volatile.Read(ref _exitCode) is var code and not 0 ? code : null;

    /// <summary>Watches the signals of this process.</summary>
    public static Interruption OfProcess()
    {
        var interruption = new Interruption();
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, interruption.Take));
        return interruption;
    }

    /// <summary>Creates an instance that watches no signal, for commands that run inside another program.</summary>
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
        long now = Stopwatch.GetTimestamp();
        long first = Interlocked.CompareExchange(ref _firstAt, now, 0);
        if (first == 0)
            End(ExitCode.Of(context.Signal));
        else if (Stopwatch.GetElapsedTime(first, now) > s_togetherLimit)
            Environment.Exit(Code ?? ExitCode.Of(context.Signal));
    }
}
