using System.Text;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>A writer whose lines a test can wait for.</summary>
internal sealed class LineWatch : TextWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public string[] Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public override void WriteLine(string? value)
    {
        TaskCompletionSource next;
        lock (_lock)
        {
            _lines.Add(value ?? "");
            (next, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        next.SetResult();
    }

    public override void Write(char value) => throw new InvalidOperationException("Whole lines are written here.");

    /// <summary>Waits until this many lines were written.</summary>
    public async Task Until(int count)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_lines.Count >= count)
                    return;
                next = _next.Task;
            }
            await next.WaitAsync(limit.Token);
        }
    }
}
