using Election.Groups.Faults;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>The network splits, or is whole again.</summary>
/// <param name="At">When, from the run's beginning.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Text">Into what.</param>
internal readonly record struct NetworkChange(TimeSpan At, TraceEventKind Kind, string Text);

/// <summary>When the network splits, as a run's faults say it. A split is nobody's event: every node that runs notes it.</summary>
internal sealed class NetworkSplits
{
    private readonly Queue<NetworkChange> _coming;

    public NetworkSplits(IEnumerable<FaultSpec> faults) => _coming = new(faults.SelectMany(Of).OrderBy(one => one.At));

    /// <summary>Into what it is split by what was taken last; null while it is whole.</summary>
    public string? Standing { get; private set; }

    /// <summary>Takes the next change if its time has come.</summary>
    public bool TryTake(TimeSpan now, out NetworkChange change)
    {
        if (!_coming.TryPeek(out change) || change.At > now)
            return false;
        _coming.Dequeue();
        Standing = change.Kind == TraceEventKind.Partition ? change.Text : null;
        return true;
    }

    private static IEnumerable<NetworkChange> Of(FaultSpec spec)
    {
        if (spec is { What: PartitionAction split, When: WindowWhen window })
            return
            [
                new NetworkChange(window.From, TraceEventKind.Partition, split.ToString()),
                new NetworkChange(window.To, TraceEventKind.Heal, split.ToString()),
            ];
        return spec.What is PartitionAction always ? [new NetworkChange(TimeSpan.Zero, TraceEventKind.Partition, always.ToString())] : [];
    }
}
