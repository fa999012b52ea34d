namespace Terminal.Gui.Drivers;

/// <summary>A pipe that ends a wait for input: a byte in it is as good as a key.</summary>
internal sealed class UnixWakeUp : IDisposable
{
    private readonly Lock _open = new();
    private readonly int _readEnd = -1;
    private readonly int _writeEnd = -1;
    private bool _closed;

    internal UnixWakeUp()
    {
        Span<int> ends = stackalloc int[2];
        _closed = !LibC.TryMakePipe(ends);
        if (!_closed)
            (_readEnd, _writeEnd) = (ends[0], ends[1]);
    }

    public void Dispose()
    {
        lock (_open)
        {
            if (_closed)
                return;
            _closed = true;
            LibC.CloseBoth(_readEnd, _writeEnd);
        }
    }

    /// <summary>Ends the wait that is on, or the next. From any thread.</summary>
    internal unsafe void Wake()
    {
        byte one = 1;
        lock (_open)
        {
            if (!_closed && !LibC.IsReadable(_readEnd))
                _ = LibC.Write(_writeEnd, &one, 1);
        }
    }

    /// <summary>Waits until this file can be read, something wakes it or the time is over.</summary>
    internal unsafe void Wait(int file, TimeSpan time)
    {
        LibC.WaitReadable(file, _readEnd, time);
        byte taken;
        if (!_closed && LibC.IsReadable(_readEnd))
            _ = LibC.Read(_readEnd, &taken, 1);
    }
}
