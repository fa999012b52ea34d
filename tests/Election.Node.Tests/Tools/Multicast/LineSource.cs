using System.Collections.Concurrent;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>A keyboard: reading waits until a line is typed, or until the input is ended.</summary>
internal sealed class LineSource : TextReader
{
    private readonly BlockingCollection<string> _typed = [];

    public void Type(string line) => _typed.Add(line);

    public void End() => _typed.CompleteAdding();

    public override string? ReadLine() => _typed.TryTake(out string? line, Timeout.Infinite) ? line : null;

    protected override void Dispose(bool disposing)
    {
        // Callers still waiting for a line are released; the collection itself goes with the last of them.
        _typed.CompleteAdding();
        base.Dispose(disposing);
    }
}
