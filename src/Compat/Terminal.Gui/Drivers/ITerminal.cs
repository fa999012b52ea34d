namespace Terminal.Gui.Drivers;

/// <summary>
/// A terminal in raw mode: bytes in, bytes out. Disposing it gives it back as it was, and may be done twice and on any thread.
/// </summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Its size now, in cells; never larger than a screen can be.</summary>
    Size Size { get; }

    /// <summary>Whether it is no longer there: what is written is lost and nothing will be read.</summary>
    bool IsGone { get; }

    /// <summary>Reads what has been typed, without waiting.</summary>
    /// <returns>How many bytes; 0 if there are none.</returns>
    int Read(Span<byte> bytes);

    /// <summary>Waits until something is typed, the size changes or the time is over.</summary>
    void Wait(TimeSpan time);

    /// <summary>Writes all of it; nothing once it has been given back.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
