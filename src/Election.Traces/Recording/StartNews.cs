using System.Text.Json;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Traces.Recording;

/// <summary>Finds START for an observer: in the transcript's header, or in the journal of an earlier life.</summary>
internal static class StartNews
{
    /// <summary>Reads START from its journal record, which is START's body (docs/wire.md); null if it cannot be read.</summary>
    public static Proposal? InRecord(ReadOnlySpan<byte> record) =>
        Proposal.TryDecode(new SpanReader(record).Long(FramePacker.MaxBodyBytes), out Proposal? proposal) ? proposal : null;

    /// <summary>
    /// Returns START from the step that passes it; null for any other step. Its line may come after effects that START causes.
    /// </summary>
    public static Proposal? InStep(ReadOnlySpan<Effect> step)
    {
        foreach (ref readonly Effect effect in step)
        {
            if (effect.Kind == EffectKind.Transcript && InLine(effect.Bytes) is { } proposal)
                return proposal;
        }
        return null;
    }

    private static Proposal? InLine(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith("{\"t\":\"header\""u8))
            return null;
        using JsonDocument document = JsonDocument.Parse(line);
        byte[] start = Convert.FromHexString(document.RootElement.GetProperty("start").GetString()!);
        return Proposal.TryDecode(start, out Proposal? proposal)
            ? proposal : throw new InvalidOperationException("The transcript's header holds no START.");
    }
}
