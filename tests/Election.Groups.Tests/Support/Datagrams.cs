using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Support;

/// <summary>Datagrams sealed as a peer, or someone who pretends to be one, would seal them.</summary>
internal static class Datagrams
{
    public static byte[] Of(string sender, Epoch epoch, FrameKind kind, ulong number, ReadOnlySpan<byte> body, ulong life = 1,
        Proposal? proposal = null)
    {
        var packer = new FramePacker(TestGroup.Tag, NodeTag.Of(MemberId.Parse(sender)), new Incarnation(life),
            DatagramHeader.MaxDatagramBytes, new GroupCounters())
        {
            Epoch = epoch,
            Election = epoch == Epoch.None ? ElectionTag.None : ElectionTag.Of((proposal ?? TestGroup.Three).Id),
        };
        var outbox = new Outbox();
        packer.Add(kind, number, body, outbox);
        packer.Flush(outbox);
        return outbox.Effects[0].Bytes.ToArray();
    }

    /// <summary>A message of a member's stream.</summary>
    public static byte[] Message(StreamMessageKind kind, ReadOnlySpan<ulong> causes, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[StreamMessage.HeaderBytes(causes.Length) + body.Length];
        var writer = new SpanWriter(bytes);
        StreamMessage.WriteHeader(ref writer, kind, causes);
        writer.Raw(body);
        return bytes;
    }
}
