using System.Runtime.InteropServices;

namespace Terminal.Gui.Drivers;

/// <summary>
/// Gives the terminal back however the process ends: by a signal, an exception nobody catches, or an exit from anywhere. What the process
/// does about the signal, or the runtime about the exception, comes after; so its message is on the screen the user had.
/// </summary>
internal sealed class TerminalExit : IDisposable
{
    private readonly Action _giveBack;
    private readonly List<PosixSignalRegistration> _signals = [];

    internal TerminalExit(Action giveBack)
    {
        _giveBack = giveBack;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, _ => _giveBack()));
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        foreach (var signal in _signals)
            signal.Dispose();
        _signals.Clear();
    }

    private void OnExit(object? sender, EventArgs e) => _giveBack();
}
