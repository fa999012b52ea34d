using System.Collections.Concurrent;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>A keyboard: a read waits until a line is typed or the input ends.</summary>
internal sealed class LineSource : TextReader
{
    private readonly BlockingCollection<string> _typed = [];

    public void Type(string line) => _typed.Add(line);

    public void End() => _typed.CompleteAdding();

    public override string? ReadLine() => _typed.TryTake(out string? line, Timeout.Infinite) ? line : null;

    protected override void Dispose(bool disposing)
    {
        // Callers that still wait for a line are released. The collection goes with the last of them.
        _typed.CompleteAdding();
        base.Dispose(disposing);
    }
}
