using System.Diagnostics;
using System.Text;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Scripts;

/// <summary>Datagrams in words, for people who read a script.</summary>
internal sealed class FrameText(IReadOnlyList<string> names, bool isAtomic)
{
    public string Describe(ReadOnlySpan<byte> datagram)
    {
        DatagramRefusal refusal = DatagramHeader.TryOpen(datagram, Support.TestGroup.Tag, out DatagramHeader header,
            out ReadOnlySpan<byte> frames);
        Assert.Equal(DatagramRefusal.None, refusal);
        var words = new List<string>();
        var reader = new SpanReader(frames);
        while (reader.Remaining > 0)
        {
            Assert.True(FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body));
            words.Add(Frame(header, frame.Kind, frame.Number, body));
        }
        return string.Join(" + ", words);
    }

    public static string Quote(ReadOnlySpan<byte> text) => "\"" + Encoding.UTF8.GetString(text) + "\"";

    private string Frame(in DatagramHeader header, FrameKind kind, ulong number, ReadOnlySpan<byte> body)
    {
        string sender = NameOf(header.Sender);
        switch (kind)
        {
            case FrameKind.Discover:
                DiscoverFrame discover = DiscoverFrame.Read(body)!;
                return $"DISCOVER {discover.Member.Id}, {(discover.Expect == DiscoverFrame.OnlyWatches ? "only watches" : $"expects {
                    discover.Expect}")}";
            case FrameKind.Propose:
                ProposeFrame propose = ProposeFrame.Read(body, out _)!;
                return $"PROPOSE {Members(propose.Proposal)} {Quote(propose.Proposal.Context.Span)}";
            case FrameKind.Ready:
                return $"READY {sender}";
            case FrameKind.Start:
                Assert.True(StartFrame.TryRead(body, out Proposal? agreed, out ReadOnlySpan<byte> signatures));
                return $"START {Members(agreed!)}, {signatures.Length / SignatureFormat.SizeBytes} signatures";
            case FrameKind.Refuse:
                Assert.True(RefuseFrame.TryRead(body, out _, out MemberId member, out string reason));
                return $"REFUSE {member}: {reason}";
            case FrameKind.Beat:
                return Beat(body);
            case FrameKind.Data:
                return $"DATA {sender}:{number} {Message(body)}";
            case FrameKind.Repair:
                return $"REPAIR {names[body[0] << 8 | body[1]]}:{number} {Message(body[2..])}";
            case FrameKind.Nack:
                return Nack(body);
            case FrameKind.Ack:
                return $"ACK {number}";
            case FrameKind.Commit:
                return $"COMMIT {number}, {Leader(body[0] << 8 | body[1])}";
            case FrameKind.Canvass:
                return $"{(body[0] == 1 ? "PRE-CANVASS" : "CANVASS")} epoch {number}, has {body[^1]} entries up to epoch {body[4]}";
            case FrameKind.Grant:
                return $"{(body[0] == 1 ? "PRE-GRANT" : "GRANT")} epoch {number} to {names[body[1] << 8 | body[2]]}";
            case FrameKind.Fetch:
                return $"FETCH from {number}, asks {names[body[0] << 8 | body[1]]}";
            case FrameKind.Entry:
                Assert.True(EntryRecord.TryRead(body[1..], out EntryRecord entry));
                return $"ENTRY {entry.Place} of epoch {entry.Epoch.Number}, {entry.Count} statements{(body[0] == 1 ? ", committed" : "")}";
            case FrameKind.Learner or FrameKind.Leave:
                return kind.ToString().ToUpperInvariant();
            case FrameKind.Fragment:
                Assert.True(FragmentFrame.TryRead(body, out FragmentFrame piece));
                return $"FRAGMENT {piece.Index + 1} of {piece.Count} of a {piece.Kind.ToString().ToUpperInvariant()}";
            default:
                throw new UnreachableException();
        }
    }

    private string Leader(int rank) => rank == ushort.MaxValue ? "nobody leads" : $"{names[rank]} leads";

    public string Message(ReadOnlySpan<byte> message)
    {
        if (!isAtomic)
            return Quote(message);
        Assert.True(StreamMessage.TryRead(message, out StreamMessage read));
        if (read.Kind != StreamMessageKind.Order)
            return $"{Word(read.Kind)} {Quote(read.Body)}{Causes(read)}";
        Assert.True(OrderMessage.TryRead(message[1..], names.Count, out OrderMessage? order));
        IEnumerable<string> runs = order!.Runs.Select(run => Range(names[run.Origin], run.First, run.Count));
        if (order.Runs.Length == 0)
            return $"ORDER VIEW of epoch {order.Epoch.Number}";
        return $"ORDER {order.First}{(order.Count > 1 ? $"..{order.First.Plus(order.Count - 1)}" : "")} = {string.Join(", ", runs)}";
    }

    private static string Word(StreamMessageKind kind) => kind switch
    {
        StreamMessageKind.Submit => "SUBMIT",
        StreamMessageKind.FinalSubmit => "SUBMIT-FINAL",
        StreamMessageKind.Text => "TEXT",
        _ => throw new UnreachableException(),
    };

    private string Causes(scoped in StreamMessage message)
    {
        var causes = new List<string>();
        for (int rank = 0; rank < message.Members; rank++)
            causes.Add($"{names[rank]}:{message.Cause(rank)}");
        return causes.Count == 0 ? "" : $" after {string.Join(" ", causes)}";
    }

    private string Beat(ReadOnlySpan<byte> body)
    {
        // Nodes that came late have names in the script, but no place in the group.
        int members = body[2 * sizeof(ulong)] << 8 | body[2 * sizeof(ulong) + 1];
        Assert.True(BeatFrame.TryRead(body, members, out BeatFrame beat));
        var held = new List<string>();
        for (int i = 0; i < members; i++)
            held.Add($"{names[i]}:{beat.Ack(i)}");
        return $"BEAT sent {beat.Highest}, holds {string.Join(" ", held)}";
    }

    private string Nack(ReadOnlySpan<byte> body)
    {
        Assert.True(NackFrame.TryRead(body, names.Count, out NackFrame nack));
        var runs = new List<string>();
        for (int i = 0; i < nack.Count; i++)
            runs.Add(Range(names[nack.Origin], nack[i].First, nack[i].Length));
        return "NACK " + string.Join(", ", runs);
    }

    private static string Range(string name, ulong first, int count) =>
        count == 1 ? $"{name}:{first}" : $"{name}:{first}..{first + (ulong)count - 1}";

    private static string Members(Proposal proposal) => string.Join(" ", proposal.Members.ToArray().Select(member => member.Id.Text));

    private string NameOf(NodeTag tag) => names.FirstOrDefault(name => NodeTag.Of(MemberId.Parse(name)) == tag) ?? tag.ToString();
}
