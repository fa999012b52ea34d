using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Reliable;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Wire;

/// <summary>One body format: bytes as its writer makes them, and its reader's reading of any bytes.</summary>
/// <param name="Valid">Bodies that can be read.</param>
/// <param name="Rewrite">Writes again what was read; null if the bytes cannot be read.</param>
/// <param name="IsCanonical">True if only bytes that the writer makes can be read.</param>
/// <param name="HasOpenEnd">True if the body ends with all remaining bytes, so that a surplus byte cannot be detected.</param>
internal sealed record Codec(Gen<byte[]> Valid, Func<byte[], byte[]?> Rewrite, bool IsCanonical = true, bool HasOpenEnd = false)
{
    public const int Members = 5;

    private static readonly Gen<ulong> s_number =
        from kind in Gen.Choose(0, 3)
        from low in Gen.Choose(0, int.MaxValue)
        select kind switch { 0 => (ulong)low, 1 => ulong.MaxValue - (ulong)(low % 300), 2 => (ulong)(low % 40),
            _ => SplitMix64.Mix((ulong)low) };

    private static readonly Gen<MemberId> s_id =
        from length in Gen.Choose(1, MemberId.MaxLength)
        from letters in Gen.ArrayOf(Gen.Elements("abcXYZ019._-".ToCharArray()), length)
        let text = new string(letters)
        select MemberId.Parse(text is "." or ".." ? "a" : text);

    private static readonly Gen<Proposal> s_proposal =
        from ids in Gen.NonEmptyListOf(s_id)
        from context in Bytes(0, 200)
        select new Proposal([.. ids.Distinct().Order().Take(Proposal.MaxMembers).Select(id => new Member(id, TestGroup.Key(id.Text)))],
            context);

    /// <summary>Every format, by name.</summary>
    public static Dictionary<string, Codec> All { get; } = new()
    {
        ["DISCOVER"] = new(
            from id in s_id
            from journal in s_number
            from expect in Gen.Choose(0, ushort.MaxValue)
            from topic in s_number
            from terms in s_number
            select Written(new DiscoverFrame(TestGroup.Member(id.Text), new JournalId(journal), expect, topic, terms).Write),
            bytes => DiscoverFrame.Read(bytes) is { } frame ? Written(frame.Write) : null),
        ["RECORD-ASK"] = new(
            from holder in s_number
            from bytes in Gen.Choose(0, int.MaxValue)
            select Written(new RecordAsk(new NodeTag(holder), 0, (uint)bytes).Write),
            bytes => RecordAsk.Read(0, bytes) is { } ask ? Written(ask.Write) : null),
        ["PROPOSE"] = new(
            from proposal in s_proposal
            from journal in s_number
            select new ProposeFrame(proposal, [.. Enumerable.Repeat(new JournalId(journal), proposal.Members.Length)]).Encoded.ToArray(),
            bytes => ProposeFrame.Read(bytes, out ReadOnlySpan<byte> rest) is { } frame && rest.IsEmpty ? frame.Encoded.ToArray() : null),
        ["proposal"] = new(
            from proposal in s_proposal select proposal.Encoded.ToArray(),
            bytes => Proposal.TryDecode(bytes, out Proposal? proposal) ? proposal!.Encoded.ToArray() : null),
        ["READY"] = new(
            Bytes(ReadyFrame.SizeBytes, ReadyFrame.SizeBytes),
            bytes => ReadyFrame.TryRead(bytes, out Hash256 id, out ReadOnlySpan<byte> signature) ? [.. id.ToArray(), .. signature] : null),
        ["START"] = new(
            from proposal in s_proposal
            from signature in Bytes(SignatureFormat.SizeBytes, SignatureFormat.SizeBytes)
            select StartFrame.Write(proposal, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(signature, proposal.Members.Length)]),
            bytes => StartFrame.TryRead(bytes, out Proposal? proposal, out ReadOnlySpan<byte> signatures)
                ? StartFrame.Write(proposal!,
                    [.. signatures.ToArray().Chunk(SignatureFormat.SizeBytes).Select(one => new ReadOnlyMemory<byte>(one))]) : null),
        ["READY record"] = new(
            from proposal in s_proposal
            from signature in Bytes(SignatureFormat.SizeBytes, SignatureFormat.SizeBytes)
            from asMember in Gen.Elements(false, true)
            select ReadyRecord.Write(proposal, signature, asMember),
            bytes => ReadyRecord.TryRead(bytes, out Proposal? proposal, out ReadOnlySpan<byte> signature, out bool asMember)
                ? ReadyRecord.Write(proposal!, signature, asMember) : null),
        ["REFUSE"] = new(
            from id in s_id
            from reason in Gen.ArrayOf(Gen.Elements("ab ñ€😀".EnumerateRunes().ToArray()))
            select RefuseFrame.Write(Hash256.Of([1]), id, string.Concat(reason)),
            bytes => RefuseFrame.TryRead(bytes, out Hash256 proposal, out MemberId member, out string reason)
            ? RefuseFrame.Write(proposal, member, reason) : null,
            IsCanonical: false),
        ["BEAT"] = new(
            from numbers in Gen.ArrayOf(s_number, Members + 1) select Beat(numbers[0] / 2, numbers[0] / 4, numbers[1..]),
            bytes => BeatFrame.TryRead(bytes, Members, out BeatFrame beat) ? Rewritten(beat) : null),
        ["NACK"] = new(
            from origin in Gen.Choose(0, Members - 1)
            from runs in Gen.NonEmptyListOf(from first in s_number from length in Gen.Choose(1, NackFrame.MaxRunLength)
                select new SequenceRun(first, (ushort)length))
            select Nack(origin, [.. runs.Take(NackFrame.MaxRuns)]),
            bytes => NackFrame.TryRead(bytes, Members, out NackFrame nack) ? Rewritten(nack) : null,
            IsCanonical: false),
        ["ORDER"] = new(
            from numbers in Gen.ArrayOf(s_number, 2)
            from runs in Gen.NonEmptyListOf(from origin in Gen.Choose(0, Members - 1) from first in s_number from count in Gen.Choose(1, 16)
                select new SubmissionRun(origin, Math.Max(1, first), count))
            select Order(new OrderMessage(new Epoch((uint)numbers[0]), 1 + (int)(numbers[0] % int.MaxValue), new LogIndex(numbers[1]),
                Hash256.Of([7]), [.. runs.Take(16)])),
            bytes => OrderMessage.TryRead(bytes, Members, out OrderMessage? order) ? Order(order!) : null),
        ["FRAGMENT"] = new(
            from kind in Gen.Choose((int)FrameKind.Discover, (int)FrameKind.Done)
            from number in s_number
            from count in Gen.Choose(1, FragmentFrame.MaxPieces)
            from index in Gen.Choose(0, count - 1)
            from piece in Bytes(1, 300)
            select Fragment((FrameKind)kind, number, index, count, piece),
            bytes => FragmentFrame.TryRead(bytes, out FragmentFrame read)
            ? Fragment(read.Kind, read.Number, read.Index, read.Count, read.Piece) : null,
            HasOpenEnd: true),
        ["frame header"] = new(
            from kind in Gen.Choose((int)FrameKind.Discover, (int)FrameKind.Fragment) from number in s_number from body in Bytes(0, 300)
            select Frame((FrameKind)kind, number, body),
            bytes =>
            {
                var reader = new SpanReader(bytes);
                return FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body) && reader.AtEnd
                    ? Frame(frame.Kind, frame.Number, body) : null;
            }),
        ["datagram"] = new(
            from numbers in Gen.ArrayOf(s_number, 3) from frames in Bytes(0, 300)
            select Datagram(new NodeTag(numbers[0]), numbers[1], (uint)numbers[2], frames),
            bytes => DatagramHeader.TryOpen(bytes, TestGroup.Tag, out DatagramHeader header,
                out ReadOnlySpan<byte> frames) == DatagramRefusal.None
                ? Datagram(header.Sender, header.Incarnation.Value, header.Epoch.Number, frames) : null),
    };

    /// <summary>From <paramref name="least"/> to <paramref name="most"/> bytes.</summary>
    public static Gen<byte[]> Bytes(int least, int most) =>
        from length in Gen.Choose(least, most) from bytes in Gen.ArrayOf(Gen.Choose(0, 255), length)
            select Array.ConvertAll(bytes, value => (byte)value);

    private delegate void Write(ref SpanWriter writer);

    private static byte[] Written(Write write)
    {
        var bytes = new byte[70_000];
        var writer = new SpanWriter(bytes);
        write(ref writer);
        return bytes[..writer.Position];
    }

    private static byte[] Beat(ulong highest, ulong oldest, ulong[] acks) => Written((ref SpanWriter writer) =>
    {
        writer.UInt64(highest);
        writer.UInt64(oldest);
        writer.UInt16((ushort)acks.Length);
        foreach (ulong ack in acks)
            writer.UInt64(ack);
    });

    private static byte[] Rewritten(BeatFrame beat)
    {
        var acks = new ulong[beat.Count];
        for (int i = 0; i < acks.Length; i++)
            acks[i] = beat.Ack(i);
        return Beat(beat.Highest, beat.Oldest, acks);
    }

    private static byte[] Nack(int origin, SequenceRun[] runs) => Written((ref SpanWriter writer) =>
    {
        writer.UInt16((ushort)origin);
        writer.Byte((byte)runs.Length);
        foreach (SequenceRun run in runs)
        {
            writer.UInt64(run.First);
            writer.UInt16(run.Length);
        }
    });

    private static byte[] Rewritten(NackFrame nack)
    {
        var runs = new SequenceRun[nack.Count];
        for (int i = 0; i < runs.Length; i++)
            runs[i] = nack[i];
        return Nack(nack.Origin, runs);
    }

    private static byte[] Order(OrderMessage order)
    {
        var bytes = new byte[OrderMessage.MaxBytes];
        return bytes[1..order.Write(bytes)];
    }

    private static byte[] Fragment(FrameKind kind, ulong number, int index, int count, ReadOnlySpan<byte> piece)
    {
        var bytes = new byte[FragmentFrame.OverheadBytes + piece.Length];
        var writer = new SpanWriter(bytes);
        FragmentFrame.Write(ref writer, kind, number, (ushort)index, (ushort)count, piece);
        return bytes;
    }

    private static byte[] Frame(FrameKind kind, ulong number, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[FrameHeader.SizeBytes + body.Length];
        var writer = new SpanWriter(bytes);
        writer.Byte((byte)kind);
        writer.UInt64(number);
        writer.Medium(body);
        return bytes;
    }

    private static byte[] Datagram(NodeTag sender, ulong life, uint epoch, ReadOnlySpan<byte> frames)
    {
        byte[] bytes = [.. new byte[DatagramHeader.SizeBytes], .. frames, .. new byte[DatagramHeader.ChecksumBytes]];
        new DatagramHeader(TestGroup.Tag, sender, new Incarnation(life), new Epoch(epoch)).Write(bytes);
        DatagramHeader.Seal(bytes);
        return bytes;
    }
}
