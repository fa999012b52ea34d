using Election.Groups.Faults;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>A split of the network, or the end of one.</summary>
/// <param name="At">The time since the run's beginning.</param>
/// <param name="Kind">A partition or a heal.</param>
/// <param name="Text">The parts of the network.</param>
internal readonly record struct NetworkChange(TimeSpan At, TraceEventKind Kind, string Text);

/// <summary>
/// The splits of the network that a run's faults prescribe. A split is not the event of a single node: every running node notes it.
/// </summary>
internal sealed class NetworkSplits
{
    private readonly Queue<NetworkChange> _coming;

    public NetworkSplits(IEnumerable<FaultSpec> faults) => _coming = new(faults.SelectMany(Of).OrderBy(one => one.At));

    /// <summary>The parts of the network after the latest change taken; null while it is whole.</summary>
    public string? Standing { get; private set; }

    /// <summary>Takes the next change if it is due.</summary>
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
        return spec is { What: PartitionAction always, When: AlwaysWhen }
            ? [new NetworkChange(TimeSpan.Zero, TraceEventKind.Partition, always.ToString())] : [];
    }
}
