using System.Buffers.Text;
using System.Buffers;
using System.Text.Unicode;
using System.Text;

namespace Election.Groups.Announce;

/// <summary>
/// Reads the parts of a session description (RFC 8866, section 5) that an election uses. It never throws and skips unknown lines; a session
/// that is not an election is not a fault.
/// </summary>
internal ref struct SdpReader
{
    private const int MaxLines = 64;
    private const int MaxAddressBytes = 45;
    private const int MaxTitleBytes = 256;

    private static readonly SearchValues<byte> s_addressBytes = SearchValues.Create("0123456789abcdefABCDEF.:"u8);

    private ReadOnlySpan<byte> _rest, _title, _origin, _group;
    private ulong _sessionId;
    private byte _ttl;
    private ushort _port;
    private string? _choices;
    private bool _isForeign, _isMalformed;

    private static ReadOnlySpan<byte> Choices => "x-election-choices:"u8;

    private static ReadOnlySpan<byte> Format => "x-election"u8;

    /// <summary>Reads a description from an untrusted sender.</summary>
    internal static AnnouncementKind Read(ReadOnlySpan<byte> text, out ElectionSession? session)
    {
        var reader = new SdpReader { _rest = text };
        session = null;
        if (!reader.ReadLines() || reader._isMalformed)
            return AnnouncementKind.Malformed;
        if (reader._isForeign || reader._port == 0)
            return AnnouncementKind.Foreign;
        if (reader._title.IsEmpty || reader._origin.IsEmpty || reader._group.IsEmpty)
            return AnnouncementKind.Malformed;
        session = new ElectionSession(
            reader._sessionId, Encoding.ASCII.GetString(reader._origin), Encoding.UTF8.GetString(reader._title),
            Encoding.ASCII.GetString(reader._group), reader._port, reader._ttl, reader._choices);
        return AnnouncementKind.Session;
    }

    private bool ReadLines()
    {
        if (!TakeLine(out ReadOnlySpan<byte> first) || !first.SequenceEqual("v=0"u8))
            return false;
        for (int lines = 1; !_rest.IsEmpty; lines++)
        {
            if (lines == MaxLines || !TakeLine(out ReadOnlySpan<byte> line) || line.Length < 2 || line[1] != '=')
                return false;
            ReadLine(line[0], line[2..]);
        }
        return true;
    }

    private void ReadLine(byte type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case (byte)'o':
                ReadOrigin(value);
                break;
            case (byte)'s':
                _isMalformed |= !_title.IsEmpty || value.IsEmpty || value.Length > MaxTitleBytes || !IsShownText(value);
                _title = value;
                break;
            case (byte)'c':
                ReadConnection(value);
                break;
            case (byte)'m':
                ReadMedia(value);
                break;
            case (byte)'a' when value.StartsWith(Choices):
                _isMalformed |= _choices is not null || !IsShownText(value);
                _choices = _isMalformed ? null : Encoding.UTF8.GetString(value[Choices.Length..]);
                break;
            default:
                break;
        }
    }

    private void ReadOrigin(ReadOnlySpan<byte> value)
    {
        bool ok = _origin.IsEmpty && !TakeWord(ref value).IsEmpty && TakeNumber(TakeWord(ref value), out _sessionId)
            && TakeNumber(TakeWord(ref value), out _) && TakeAddressType(ref value) && IsAddress(value);
        _isMalformed |= !ok;
        _origin = value;
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        if (!TakeAddressType(ref value))
        {
            _isMalformed = true;
            return;
        }
        int slash = value.IndexOf((byte)'/');
        ReadOnlySpan<byte> address = slash < 0 ? value : value[..slash], more = slash < 0 ? default : value[(slash + 1)..];
        ulong ttl = 0;
        bool ok = IsAddress(address) && (more.IsEmpty ? slash < 0 : TakeNumber(more, out ttl) && ttl <= byte.MaxValue);
        // Several addresses in one line, or in one description, are layers of a stream: not an election.
        _isForeign |= !_group.IsEmpty || more.Contains((byte)'/');
        _isMalformed |= !ok && !_isForeign;
        _group = address;
        _ttl = (byte)Math.Min(ttl, byte.MaxValue);
    }

    private void ReadMedia(ReadOnlySpan<byte> value)
    {
        bool isApplication = TakeWord(ref value).SequenceEqual("application"u8);
        bool hasPort = TakeNumber(TakeWord(ref value), out ulong port) && port is > 0 and <= ushort.MaxValue;
        bool isElection = isApplication && TakeWord(ref value).SequenceEqual("udp"u8) && value.SequenceEqual(Format);
        _isForeign |= !isElection || _port != 0;
        _isMalformed |= isElection && !hasPort;
        _port = hasPort ? (ushort)port : (ushort)0;
    }

    private bool TakeLine(out ReadOnlySpan<byte> line)
    {
        int feed = _rest.IndexOf((byte)'\n');
        line = feed < 0 ? default : _rest[..feed];
        if (feed < 0)
            return false;
        _rest = _rest[(feed + 1)..];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        return true;
    }

    private static bool TakeAddressType(ref ReadOnlySpan<byte> value)
    {
        bool isInternet = TakeWord(ref value).SequenceEqual("IN"u8);
        ReadOnlySpan<byte> type = TakeWord(ref value);
        return isInternet && (type.SequenceEqual("IP4"u8) || type.SequenceEqual("IP6"u8));
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> value)
    {
        int space = value.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = space < 0 ? value : value[..space];
        value = space < 0 ? default : value[(space + 1)..];
        return word;
    }

    private static bool TakeNumber(ReadOnlySpan<byte> word, out ulong number)
    {
        number = 0;
        return !word.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(word, out number, out int read) && read == word.Length;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxAddressBytes && !text.ContainsAnyExcept(s_addressBytes);

    private static bool IsShownText(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) && !text.ContainsAnyInRange((byte)0, (byte)0x1F) && !text.Contains((byte)0x7F);
}
