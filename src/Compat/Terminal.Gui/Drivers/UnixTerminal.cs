using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Terminal.Gui.Drivers;

/// <summary>A terminal by POSIX: raw mode by termios, input by poll and read, its size by ioctl and SIGWINCH.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : ITerminal
{
    private static readonly Size SizeUnknown = new(80, 24);

    private readonly byte[] _modesBefore;
    private readonly Lock _writing = new();
    private readonly UnixWakeUp _wakeUp;
    private readonly TerminalExit _exit;
    private readonly PosixSignalRegistration _resized;
    private bool _givenBack;

    private UnixTerminal(byte[] modesBefore)
    {
        _modesBefore = modesBefore;
        _wakeUp = new UnixWakeUp();
        _exit = new TerminalExit(GiveBack);
        _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _wakeUp.Wake());
        Write(TerminalModes.Enter);
    }

    public Size Size
    {
        get
        {
            if (!LibC.TryGetWindowSize(LibC.StandardOutput, out var columns, out var rows) || columns == 0 || rows == 0)
                return SizeUnknown;
            return new Size(Math.Min(columns, AnsiDriver.MaximumColumns), Math.Min(rows, AnsiDriver.MaximumRows));
        }
    }

    public bool IsGone { get; private set; }

    /// <summary>Puts the terminal into raw mode; null if it is none.</summary>
    internal static UnixTerminal? TryOpen()
    {
        var before = new byte[LibC.TermiosRoom];
        if (LibC.TcGetAttr(LibC.StandardInput, before) != 0)
            return null;
        var raw = before.ToArray();
        LibC.CfMakeRaw(raw);
        return LibC.TcSetAttr(LibC.StandardInput, LibC.AfterOutput, raw) == 0 ? new UnixTerminal(before) : null;
    }

    public unsafe int Read(Span<byte> bytes)
    {
        if (IsGone || !LibC.IsReadable(LibC.StandardInput))
            return 0;
        fixed (byte* start = bytes)
        {
            var count = (int)LibC.Read(LibC.StandardInput, start, (nuint)bytes.Length);
            if (count == 0 || (count < 0 && !LibC.ShouldTryAgain()))
                IsGone = true;
            return Math.Max(0, count);
        }
    }

    public void Wait(TimeSpan time)
    {
        if (IsGone)
            Thread.Sleep(time);
        else
            _wakeUp.Wait(LibC.StandardInput, time);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            if (!_givenBack)
                WriteAll(bytes);
        }
    }

    public void Dispose()
    {
        GiveBack();
        _exit.Dispose();
        _resized.Dispose();
        _wakeUp.Dispose();
    }

    /// <summary>What has been typed and not read is dropped, so that it is not taken for something typed to the shell.</summary>
    private void GiveBack()
    {
        lock (_writing)
        {
            if (_givenBack)
                return;
            WriteAll(TerminalModes.Leave);
            _ = LibC.TcSetAttr(LibC.StandardInput, LibC.AfterOutputDroppingInput, _modesBefore);
            _givenBack = true;
        }
    }

    private unsafe void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsGone)
        {
            nint count;
            fixed (byte* start = bytes)
                count = LibC.Write(LibC.StandardOutput, start, (nuint)bytes.Length);
            if (count > 0)
                bytes = bytes[(int)count..];
            else if (!LibC.ShouldTryAgain())
                IsGone = true;
        }
    }
}
