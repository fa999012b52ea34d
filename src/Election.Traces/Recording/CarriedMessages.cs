using System.Text;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>A message carried by a datagram.</summary>
/// <param name="Name">The name of the message.</param>
/// <param name="Text">The content in words; null for another node's message.</param>
/// <param name="Causes">The causes it declares, by stream; null if there are none, and for another node's message.</param>
/// <param name="IsAgain">True if a holder sends it again, as a repair or within an entry of the log.</param>
internal readonly record struct CarriedMessage(MessageName Name, string? Text, Dictionary<string, int>? Causes, bool IsAgain);

/// <summary>
/// Finds the messages that datagrams carry (docs/wire.md). An instance serves one node, because it reassembles fragments.
/// </summary>
internal sealed class CarriedMessages
{
    /// <summary>
    /// The largest number of stream messages remembered so that each is read only once; any beyond it are read every time.
    /// </summary>
    public const int MostRemembered = 1 << 20;

    private const int GroupOffset = 4;

    private readonly NodeTag _self;
    private readonly MessageNames _names;
    private readonly FragmentLayer _fragments = new(new GroupCounters());
    private readonly Dictionary<(NodeTag Origin, ulong Sequence), CarriedMessage?> _known = [];
    private readonly List<CarriedMessage> _found = [];
    private readonly int _mostRemembered;

    public CarriedMessages(NodeTag self, MessageNames names, int mostRemembered = MostRemembered)
    {
        _self = self;
        _names = names;
        _mostRemembered = mostRemembered;
    }

    /// <summary>The number of messages remembered.</summary>
    public int Remembered => _known.Count;

    /// <summary>
    /// Returns the messages in a datagram, and its sender; none if it was corrupted or is not a member's of this election. Valid until
    /// the next call.
    /// </summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="isHere">True if the datagram arrived; a lost one does not complete the message it is a fragment of.</param>
    /// <param name="sender">The node that sent this copy.</param>
    public List<CarriedMessage> In(ReadOnlySpan<byte> datagram, bool isHere, out NodeTag sender)
    {
        _found.Clear();
        sender = default;
        if (datagram.Length < DatagramHeader.SizeBytes + DatagramHeader.ChecksumBytes || !_names.IsKnown)
            return _found;
        ulong group = new SpanReader(datagram[GroupOffset..]).UInt64();
        if (DatagramHeader.TryOpen(datagram, group, out DatagramHeader header, out ReadOnlySpan<byte> frames) != DatagramRefusal.None)
            return _found;
        // Two elections in one group may have nodes of one name.
        if (header.Election != _names.Election)
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

    private void ReadOf(NodeTag origin, ulong sequence, ReadOnlySpan<byte> bytes, bool isAgain)
    {
        if (!_known.TryGetValue((origin, sequence), out CarriedMessage? known))
        {
            known = StreamMessage.TryRead(bytes, out StreamMessage message) ? Read(origin, sequence, message) : null;
            if (_known.Count < _mostRemembered)
                _known.Add((origin, sequence), known);
        }
        if (known is { } found)
            _found.Add(found with { IsAgain = isAgain });
    }

    private CarriedMessage? Read(NodeTag origin, ulong sequence, in StreamMessage message)
    {
        if (!_names.AreOfStreams)
            return Statement(message.Body, origin);
        if (message.Kind is not (StreamMessageKind.Submit or StreamMessageKind.Text) || _names.Of(origin, sequence) is not { } name)
            return null;
        return origin == _self
            ? new CarriedMessage(name, TextOf(message.Kind, message.Body), CausesOf(message), false)
            : new CarriedMessage(name, null, null, false);
    }

    /// <summary>Returns the content of a message: one word for its kind, or its text.</summary>
    public static string TextOf(StreamMessageKind kind, ReadOnlySpan<byte> body) =>
        kind == StreamMessageKind.Text ? Encoding.UTF8.GetString(body)
        : SignedStatement.TryDecode(body, out SignedStatement? signed) ? signed!.Statement.Kind.ToText() : "unreadable";

    // A committed mark (1), then the entry.
    private void ReadEntry(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || EntryRecord.Read(body[1..].ToArray()) is not { } entry)
            return;
        foreach (ReadOnlyMemory<byte> statement in entry.Statements)
        {
            if (Statement(statement.Span, origin: null) is { } found)
                _found.Add(found with { IsAgain = true });
        }
    }

    private CarriedMessage? Statement(ReadOnlySpan<byte> bytes, NodeTag? origin)
    {
        if (!SignedStatement.TryDecode(bytes, out SignedStatement? signed))
            return null;
        if (origin is { } member)
            _names.Note(signed!.Statement, member);
        return _names.Of(signed!.Statement) is { } name ? new CarriedMessage(name, signed.Statement.Kind.ToText(), null, false) : null;
    }

    // Broadcasts of earlier lives lie in the past, too, but the message does not say how many there were.
    private Dictionary<string, int>? CausesOf(in StreamMessage message)
    {
        var causes = new Dictionary<string, int>();
        for (int rank = 0; rank < message.Members && _names.TryRank(rank, out NodeTag member); rank++)
        {
            if (message.Cause(rank) is > 0 and var last && _names.Of(member, last) is { Number: > 0 and <= int.MaxValue } name)
                causes.Add(name.Stream, (int)name.Number);
        }
        return message.Members == 0 ? null : causes;
    }
}
