using System.Text;

namespace Election.Groups.Model;

/// <summary>
/// The name of a node, as the operator typed it: 1 to 32 of the characters <c>A-Z a-z 0-9 . _ -</c>, so that it fits in a fault
/// specification and in a file name. Ids are ordered by their ASCII bytes.
/// </summary>
public readonly record struct MemberId : IComparable<MemberId>
{
    /// <summary>The longest id, in characters and in bytes.</summary>
    public const int MaxLength = 32;

    private readonly string? _text;

    private MemberId(string text) => _text = text;

    /// <summary>The id as text.</summary>
    public string Text => _text ?? "";

    /// <summary>The number that stands for this id in a datagram: the first 8 bytes of SHA-256 over the ASCII bytes.</summary>
    public NodeTag Tag => NodeTag.Of(this);

    /// <summary>Reads an id from the operator's text.</summary>
    /// <param name="text">The operator's text.</param>
    /// <param name="id">The id, if the text is one.</param>
    /// <param name="reason">Otherwise the fault in one clause.</param>
    public static bool TryParse(string? text, out MemberId id, out Sentence reason)
    {
        id = default;
        reason = Sentence.None;
        if (string.IsNullOrEmpty(text))
            reason = $"a node id must not be empty";
        else if (text.Length > MaxLength)
            reason = $"a node id has at most {MaxLength} characters";
        else if (text is "leader" or "all" or "." or "..")
            reason = $"'{text}' is a reserved word";
        else
        {
            foreach (char c in text)
            {
                if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                    continue;
                Sentence other = char.IsControl(c) ? Sentence.Of($"the control character U+{(int)c:X4}") : $"'{c}'";
                reason = $"a node id holds letters, digits, '.', '_' and '-', not {other}";
                return false;
            }
            id = new MemberId(text);
            return true;
        }
        return false;
    }

    /// <summary>Returns an id from well-formed text.</summary>
    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public static MemberId Parse(string text) => TryParse(text, out MemberId id, out Sentence reason)
        ? id : throw new ArgumentException(reason.ToString(), nameof(text));

    /// <summary>Reads an id from the wire; <see langword="false"/> for anything that <see cref="TryParse"/> would refuse.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> ascii, out MemberId id)
    {
        id = default;
        return ascii.Length <= MaxLength && TryParse(Encoding.ASCII.GetString(ascii), out id, out _);
    }

    /// <inheritdoc/>
    public int CompareTo(MemberId other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
