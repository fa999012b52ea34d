using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Statements;

namespace Election.Simulation.Traces;

/// <summary>A statement that a datagram carries in a member's stream (docs/wire.md).</summary>
/// <param name="Sender">Who sent this copy.</param>
/// <param name="Identity">The statement's identity.</param>
/// <param name="Kind">What it says.</param>
/// <param name="IsRepair">Whether a holder sent it again.</param>
internal readonly record struct CarriedStatement(NodeTag Sender, Hash256 Identity, StatementKind Kind, bool IsRepair)
{
    private const int OriginBytes = sizeof(ushort);
    private const int KindBytes = 1;

    /// <summary>The statements in a datagram; none in one that was corrupted, or is no datagram.</summary>
    public static IReadOnlyList<CarriedStatement> In(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < DatagramHeader.SizeBytes + DatagramHeader.ChecksumBytes)
            return [];
        var group = new SpanReader(datagram[4..]);
        if (DatagramHeader.TryOpen(datagram, group.UInt64(), out DatagramHeader header,
            out ReadOnlySpan<byte> frames) != DatagramRefusal.None)
            return [];
        List<CarriedStatement>? found = null;
        var reader = new SpanReader(frames);
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
        {
            bool isRepair = frame.Kind == FrameKind.Repair;
            int before = KindBytes + (isRepair ? OriginBytes : 0);
            if ((isRepair || frame.Kind == FrameKind.Data) && body.Length > before
                && SignedStatement.TryDecode(body[before..], out SignedStatement? signed))
                (found ??= []).Add(new CarriedStatement(header.Sender, signed!.Statement.Identity, signed.Statement.Kind, isRepair));
        }
        return found ?? (IReadOnlyList<CarriedStatement>)[];
    }
}
