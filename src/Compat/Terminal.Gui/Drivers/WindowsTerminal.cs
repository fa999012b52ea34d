using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Terminal.Gui.Drivers;

/// <summary>
/// A Windows console in virtual terminal mode. Reading blocks there even when only the window or the focus has changed, so a thread of its
/// own
/// does it. Written from the console documentation; compiled, but not tried.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsTerminal : ITerminal
{
    private const int InputHandle = -10;
    private const int OutputHandle = -11;
    private const uint VirtualTerminalInput = 0x0200;
    private const uint ProcessedOutput = 0x0001;
    private const uint VirtualTerminalProcessing = 0x0004;
    private const uint NoReturnAtLineEnd = 0x0008;
    private const uint Utf8 = 65001;

    private readonly nint _input;
    private readonly nint _output;
    private readonly (uint Input, uint Output, uint InputPage, uint OutputPage) _before;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly Queue<byte> _typed = [];
    private readonly ManualResetEventSlim _hasTyped = new();
    private readonly TerminalExit _exit;
    private bool _givenBack;

    private WindowsTerminal(nint input, nint output, (uint Input, uint Output) modes)
    {
        _input = input;
        _output = output;
        _before = (modes.Input, modes.Output, GetConsoleCP(), GetConsoleOutputCP());
        _ = SetConsoleCP(Utf8);
        _ = SetConsoleOutputCP(Utf8);
        _exit = new TerminalExit(GiveBack);
        Write(TerminalModes.Enter);
        new Thread(ReadTyped) { IsBackground = true, Name = "terminal input" }.Start();
    }

    public Size Size => new(
        Math.Clamp(Console.WindowWidth, 1, AnsiDriver.MaximumColumns), Math.Clamp(Console.WindowHeight, 1, AnsiDriver.MaximumRows));

    public bool IsGone { get; private set; }

    /// <summary>Switches the console to virtual terminal sequences; null if it cannot.</summary>
    internal static WindowsTerminal? TryOpen()
    {
        var (input, output) = (GetStdHandle(InputHandle), GetStdHandle(OutputHandle));
        if (!GetConsoleMode(input, out var inputMode) || !GetConsoleMode(output, out var outputMode))
            return null;
        return SetConsoleMode(input, VirtualTerminalInput)
            && SetConsoleMode(output, ProcessedOutput | VirtualTerminalProcessing | NoReturnAtLineEnd)
            ? new WindowsTerminal(input, output, (inputMode, outputMode))
            : null;
    }

    public int Read(Span<byte> bytes)
    {
        lock (_reading)
        {
            var count = 0;
            while (count < bytes.Length && _typed.TryDequeue(out bytes[count]))
                count++;
            if (_typed.Count == 0)
                _hasTyped.Reset();
            return count;
        }
    }

    public void Wait(TimeSpan time) => _hasTyped.Wait(time);

    public unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            while (!_givenBack && !bytes.IsEmpty)
            {
                uint count;
                fixed (byte* start = bytes)
                {
                    if (!WriteFile(_output, start, (uint)bytes.Length, out count, 0))
                        return;
                }
                bytes = bytes[(int)count..];
            }
        }
    }

    public void Dispose()
    {
        GiveBack();
        _exit.Dispose();
    }

    private void GiveBack()
    {
        Write(TerminalModes.Leave);
        lock (_writing)
        {
            if (_givenBack)
                return;
            _givenBack = true;
            _ = SetConsoleMode(_input, _before.Input);
            _ = SetConsoleMode(_output, _before.Output);
            _ = SetConsoleCP(_before.InputPage);
            _ = SetConsoleOutputCP(_before.OutputPage);
        }
    }

    private unsafe void ReadTyped()
    {
        var bytes = stackalloc byte[AnsiInput.MaximumBytesAtOnce];
        while (!_givenBack && ReadFile(_input, bytes, AnsiInput.MaximumBytesAtOnce, out var count, 0))
        {
            lock (_reading)
            {
                for (var i = 0; i < count && _typed.Count < PastedText.MaximumCharacters; i++)
                    _typed.Enqueue(bytes[i]);
                _hasTyped.Set();
            }
        }
        IsGone = !_givenBack;
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);

    [LibraryImport("kernel32")]
    private static partial uint GetConsoleCP();

    [LibraryImport("kernel32")]
    private static partial uint GetConsoleOutputCP();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleCP(uint page);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleOutputCP(uint page);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool ReadFile(nint handle, byte* bytes, uint count, out uint read, nint overlapped);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool WriteFile(nint handle, byte* bytes, uint count, out uint written, nint overlapped);
}
