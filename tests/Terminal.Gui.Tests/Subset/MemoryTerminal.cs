using System.Drawing;
using System.Text;
using Terminal.Gui.Drivers;

namespace Terminal.Gui.Tests.Subset;

/// <summary>A terminal that keeps what is written to it and sends what a test types.</summary>
internal sealed class MemoryTerminal(Size size) : ITerminal
{
    private readonly Queue<byte> _typed = [];
    private readonly List<byte> _written = [];

    public Size Size { get; set; } = size;

    public bool IsGone { get; set; }

    internal int Waits { get; private set; }

    public int Read(Span<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && _typed.TryDequeue(out bytes[count]))
            count++;
        return count;
    }

    public void Wait(TimeSpan time) => Waits++;

    public void Write(ReadOnlySpan<byte> bytes) => _written.AddRange(bytes);

    public void Dispose()
    {
    }

    internal void Type(string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
            _typed.Enqueue(b);
    }

    /// <summary>What has been written since the last time.</summary>
    internal string Taken()
    {
        var text = Encoding.UTF8.GetString([.. _written]);
        _written.Clear();
        return text;
    }
}
