using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Simulation.Checkers;
using Election.Voting.Statements;

namespace Election.Simulation.Traces;

/// <summary>A message that a datagram carries.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says: the word for a statement, or a text as it is.</param>
/// <param name="IsAgain">Whether a holder sends it again: as a repair, or within an entry of the log.</param>
internal readonly record struct CarriedMessage(MessageName Name, string Text, bool IsAgain);

/// <summary>Reads out of datagrams which messages they carry (docs/wire.md). For one node: it puts fragments together.</summary>
internal sealed class CarriedMessages
{
    /// <summary>Messages of streams that are remembered, so that a statement is read once; of more, each is read again.</summary>
    public const int MostRemembered = 1 << 20;

    private const int GroupOffset = 4;
    private const int KindBytes = 1;

    private readonly MessageNames _names;
    private readonly bool _isDirect;
    private readonly FragmentLayer _fragments = new(new GroupCounters());
    private readonly Dictionary<(NodeTag Origin, ulong Sequence), CarriedMessage?> _known = [];
    private readonly List<CarriedMessage> _found = [];

    /// <summary>Prepares for a node.</summary>
    /// <param name="names">Names messages.</param>
    /// <param name="isDirect">Whether the order is a weaker one, in which streams carry what is delivered.</param>
    public CarriedMessages(MessageNames names, bool isDirect)
    {
        _names = names;
        _isDirect = isDirect;
    }

    /// <summary>
    /// The messages in a datagram, none in one that was corrupted or is no datagram of a member; and who sent it. Valid until the next call.
    /// </summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="isHere">Whether it is here, or was lost on its way: then what it is a part of does not become whole.</param>
    /// <param name="sender">Who sent this copy.</param>
    public List<CarriedMessage> In(ReadOnlySpan<byte> datagram, bool isHere, out NodeTag sender)
    {
        _found.Clear();
        sender = default;
        if (datagram.Length < DatagramHeader.SizeBytes + DatagramHeader.ChecksumBytes || !_names.IsKnown)
            return _found;
        ulong group = new SpanReader(datagram[GroupOffset..]).UInt64();
        if (DatagramHeader.TryOpen(datagram, group, out DatagramHeader header, out ReadOnlySpan<byte> frames) != DatagramRefusal.None)
            return _found;
        sender = header.Sender;
        if (_names.Of(sender) is null)
            return _found;
        var reader = new SpanReader(frames);
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
            Read(sender, frame.Kind, frame.Number, body, isHere);
        return _found;
    }

    private void Read(NodeTag sender, FrameKind kind, ulong number, ReadOnlySpan<byte> body, bool isHere)
    {
        switch (kind)
        {
            case FrameKind.Data:
                ReadOf(sender, number, body, isAgain: false);
                break;
            case FrameKind.Repair:
                var repair = new SpanReader(body);
                if (_names.TryRank(repair.UInt16(), out NodeTag origin) && !repair.Failed)
                    ReadOf(origin, number, repair.Rest(), isAgain: true);
                break;
            case FrameKind.Entry:
                ReadEntry(body);
                break;
            case FrameKind.Fragment when isHere && FragmentFrame.TryRead(body, out FragmentFrame piece)
                && _fragments.TryComplete(sender, number, piece, out FrameKind whole, out ulong wholeNumber, out byte[] wholeBody):
                Read(sender, whole, wholeNumber, wholeBody, isHere);
                break;
        }
    }

    private void ReadOf(NodeTag origin, ulong sequence, ReadOnlySpan<byte> message, bool isAgain)
    {
        if (!_known.TryGetValue((origin, sequence), out CarriedMessage? known))
        {
            known = _isDirect ? OfStream(origin, sequence, message)
                : message.Length > KindBytes ? Statement(message[KindBytes..], origin, isAgain) : null;
            if (_known.Count < MostRemembered)
                _known.Add((origin, sequence), known);
        }
        if (known is { } found)
            _found.Add(found with { IsAgain = isAgain });
    }

    private CarriedMessage? OfStream(NodeTag origin, ulong sequence, ReadOnlySpan<byte> message) =>
        StreamMessage.TryRead(message, out StreamMessage read) && _names.OfStream(origin, sequence) is { } name
            && MessageNames.TextOf(read.Kind, read.Body) is { } text ? new CarriedMessage(name, text, false) : null;

    // A committed mark (1), then the entry.
    private void ReadEntry(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || EntryRecord.Read(body[1..].ToArray()) is not { } entry)
            return;
        foreach (ReadOnlyMemory<byte> statement in entry.Statements)
        {
            if (Statement(statement.Span, null, isAgain: true) is { } found)
                _found.Add(found);
        }
    }

    private CarriedMessage? Statement(ReadOnlySpan<byte> bytes, NodeTag? origin, bool isAgain)
    {
        if (!SignedStatement.TryDecode(bytes, out SignedStatement? signed))
            return null;
        if (origin is { } member)
            _names.Note(signed!.Statement, member);
        return _names.Of(signed!.Statement) is { } name ? new CarriedMessage(name, signed.Statement.Kind.ToText(), isAgain) : null;
    }
}
