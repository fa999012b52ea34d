using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Node.Tools.Bench;

/// <summary>
/// A line of a node's transcript and the time at which the node had it, that is, had delivered and counted the statement.
/// </summary>
/// <param name="Timestamp">The time on <see cref="Stopwatch"/>'s counter, which all threads of this machine share.</param>
/// <param name="Bytes">The line, as the node emitted it.</param>
internal readonly record struct TimedLine(long Timestamp, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A node that also records the time of each of its transcript lines. The lines are not parsed before the run is over, so the meter costs
/// next to nothing.
/// </summary>
internal sealed class MeteredNode : INode
{
    private readonly INode _node;
    private readonly List<TimedLine> _lines = new(1 << 14);
    private int _count;

    public MeteredNode(INode node) => _node = node;

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => _node.NextDeadline;

    /// <summary>The number of lines so far. Any thread may read it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The lines. Read them only after the node's loop has ended.</summary>
    public IReadOnlyList<TimedLine> Lines => _lines;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        int before = outbox.Effects.Length;
        _node.Step(input, now, outbox);
        ReadOnlySpan<Effect> effects = outbox.Effects[before..];
        foreach (ref readonly Effect effect in effects)
        {
            if (effect.Kind == EffectKind.Transcript)
                _lines.Add(new TimedLine(Stopwatch.GetTimestamp(), effect.Bytes.ToArray()));
        }
        Volatile.Write(ref _count, _lines.Count);
    }
}
