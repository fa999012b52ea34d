using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Node.Tools.Bench;

/// <summary>A line of a node's transcript and when the node had it: when it had delivered and counted the statement.</summary>
/// <param name="Timestamp">On <see cref="Stopwatch"/>'s counter, which all threads of this machine share.</param>
/// <param name="Bytes">The line.</param>
internal readonly record struct TimedLine(long Timestamp, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A node whose transcript lines are noted with their time. Nothing is read or counted until the run is over, so that the meter costs
/// next to nothing.
/// </summary>
internal sealed class MeteredNode : INode
{
    private readonly INode _node;
    private readonly List<TimedLine> _lines = new(1 << 14);
    private int _count;

    /// <summary>Wraps a node.</summary>
    public MeteredNode(INode node) => _node = node;

    /// <inheritdoc/>
    public Standing Standing => _node.Standing;

    /// <inheritdoc/>
    public Instant? NextDeadline => _node.NextDeadline;

    /// <summary>How many lines there are; may be read from any thread.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The lines; read once the node's loop has ended.</summary>
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
