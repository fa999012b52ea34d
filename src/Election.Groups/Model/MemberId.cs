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
    /// <returns>The id, or the fault in one clause.</returns>
    public static Parsed<MemberId> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Sentence.Of($"a node id must not be empty");
        if (text.Length > MaxLength)
            return Sentence.Of($"a node id has at most {MaxLength} characters");
        if (text is "leader" or "all" or "." or "..")
            return Sentence.Of($"'{text}' is a reserved word");
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                continue;
            Sentence other = char.IsControl(c) ? Sentence.Of($"the control character U+{(int)c:X4}") : $"'{c}'";
            return Sentence.Of($"a node id holds letters, digits, '.', '_' and '-', not {other}");
        }
        return new MemberId(text);
    }

    /// <summary>Returns an id from well-formed text.</summary>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static MemberId Parse(string text) => Read(text).OrThrow();

    /// <summary>Reads an id from the wire; <see langword="false"/> for anything that <see cref="Read"/> would refuse.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> ascii, out MemberId id)
    {
        id = default;
        return ascii.Length <= MaxLength && Read(Encoding.ASCII.GetString(ascii)).TryGet(out id);
    }

    /// <inheritdoc/>
    public int CompareTo(MemberId other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
