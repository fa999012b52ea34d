using System.Text;

namespace Terminal.Gui.Drivers;

/// <summary>
/// Understands what a terminal sends: keys, mouse reports and pasted text, by the control sequences of ECMA-48 and xterm. A sequence it
/// does
/// not know, or that is too long, is swallowed whole, so that no part of it is taken for typing.
/// </summary>
internal sealed class AnsiInput(InputEvents events)
{
    /// <summary>Bytes handled in one turn.</summary>
    internal const int MaximumBytesAtOnce = 4096;

    /// <summary>Characters of a sequence; the rest of a longer one is swallowed.</summary>
    internal const int MaximumSequenceCharacters = 64;

    /// <summary>After this long alone, the escape character is the Esc key.</summary>
    internal static readonly TimeSpan EscapeWait = TimeSpan.FromMilliseconds(50);

    /// <summary>After this long without its end, a sequence is dropped and a paste taken as it is.</summary>
    internal static readonly TimeSpan SequenceWait = TimeSpan.FromMilliseconds(1000);

    private const char Escape = '\e';
    private const char Bell = '\a';
    private const int CharactersOfOldMouseReport = 3;

    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private readonly char[] _characters = new char[MaximumBytesAtOnce + 1];
    private readonly StringBuilder _sequence = new();
    private readonly PastedText _paste = new();
    private State _state = State.Ground;
    private char _highSurrogate;
    private int _skip;
    private long _lastAtMs;

    private enum State
    {
        Ground,
        Escaped,
        Control,
        SingleShift,
        Text,
        TextEscaped,
        Skip,
        Paste,
    }

    /// <summary>Whether it waits for the rest of something.</summary>
    internal bool IsHolding => _state != State.Ground;

    /// <summary>Takes bytes that arrived at this time, in milliseconds of any clock that only goes forward.</summary>
    internal void Take(ReadOnlySpan<byte> bytes, long nowMs)
    {
        _lastAtMs = nowMs;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, MaximumBytesAtOnce)];
            bytes = bytes[part.Length..];
            var count = _utf8.GetChars(part, _characters, flush: false);
            for (var i = 0; i < count; i++)
                Take(_characters[i]);
        }
    }

    /// <summary>Ends what has waited too long for its rest.</summary>
    internal void Expire(long nowMs)
    {
        var waited = TimeSpan.FromMilliseconds(nowMs - _lastAtMs);
        if (_state == State.Escaped && waited >= EscapeWait)
        {
            _state = State.Ground;
            events.Key(Key.Esc);
        }
        else if (_state == State.Paste && waited >= SequenceWait)
        {
            EndPaste();
        }
        else if (_state != State.Ground && waited >= SequenceWait)
        {
            _state = State.Ground;
        }
    }

    private void Take(char c)
    {
        switch (_state)
        {
            case State.Ground:
                TakeGround(c, KeyCode.Null);
                break;
            case State.Escaped:
                TakeEscaped(c);
                break;
            case State.Control:
                TakeControl(c);
                break;
            case State.SingleShift:
                _state = State.Ground;
                Send(AnsiKeys.OfSingleShift(c));
                break;
            case State.Text:
                _state = c switch { Bell => State.Ground, Escape => State.TextEscaped, _ => State.Text };
                break;
            case State.TextEscaped:
                _state = c == Escape ? State.TextEscaped : c == '\\' ? State.Ground : State.Text;
                break;
            case State.Skip:
                if (--_skip == 0)
                    _state = State.Ground;
                break;
            case State.Paste:
                if (_paste.Take(c))
                    EndPaste();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void TakeGround(char c, KeyCode modifier)
    {
        if (c == Escape)
        {
            _state = State.Escaped;
        }
        else if (char.IsHighSurrogate(c))
        {
            _highSurrogate = c;
        }
        else if (char.IsLowSurrogate(c))
        {
            if (Rune.TryCreate(_highSurrogate, c, out var rune))
                Send(new Key((KeyCode)rune.Value | modifier));
            _highSurrogate = default;
        }
        else if (AnsiKeys.OfCharacter(c) is { } key)
        {
            Send(new Key(key.KeyCode | modifier));
        }
    }

    private void TakeEscaped(char c)
    {
        _sequence.Clear();
        _state = c switch
        {
            '[' => State.Control,
            'O' => State.SingleShift,
            ']' or 'P' or 'X' or '^' or '_' => State.Text,
            Escape => State.Escaped,
            _ => State.Ground,
        };
        if (c == Escape)
            Send(Key.Esc);
        else if (_state == State.Ground)
            TakeGround(c, KeyCode.AltMask);
    }

    private void TakeControl(char c)
    {
        if (c is >= '@' and <= '~')
        {
            _state = State.Ground;
            if (_sequence.Length <= MaximumSequenceCharacters)
                Understand(_sequence.ToString(), c);
        }
        else if (c == Escape)
        {
            _state = State.Escaped;
        }
        else if (c < ' ' || c > '~')
        {
            _state = State.Ground;
        }
        else if (_sequence.Length <= MaximumSequenceCharacters)
        {
            _sequence.Append(c);
        }
    }

    private void Understand(string parameters, char final)
    {
        if (parameters == "200" && final == '~')
        {
            _state = State.Paste;
        }
        else if (parameters.Length == 0 && final == 'M')
        {
            (_state, _skip) = (State.Skip, CharactersOfOldMouseReport);
        }
        else if (parameters.StartsWith('<') && final is 'M' or 'm')
        {
            if (AnsiMouse.Read(parameters.AsSpan(1), released: final == 'm') is { } mouse)
                events.Mouse(mouse);
        }
        else
        {
            Send(AnsiKeys.OfControl(parameters, final));
        }
    }

    private void EndPaste()
    {
        _state = State.Ground;
        if (_paste.End() is { Length: > 0 } text)
            events.Paste(text);
    }

    private void Send(Key? key)
    {
        if (key is not null && key.IsValid)
            events.Key(key);
    }
}
