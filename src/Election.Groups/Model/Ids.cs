using System.Text;

namespace Election.Groups.Model;

/// <summary>Stands for a <see cref="MemberId"/> in a datagram's header: the first 8 bytes of SHA-256 over its ASCII bytes.</summary>
/// <param name="Value">The eight bytes, big-endian.</param>
public readonly record struct NodeTag(ulong Value)
{
    /// <summary>Returns the tag of an id.</summary>
    public static NodeTag Of(MemberId id)
    {
        Span<byte> ascii = stackalloc byte[MemberId.MaxLength];
        int length = Encoding.ASCII.GetBytes(id.Text, ascii);
        return new NodeTag(Hash256.Of(ascii[..length]).Prefix);
    }

    /// <summary>Returns 16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>
/// One life of a node: milliseconds of its start time in the upper 48 bits, random bits in the lower 16. Only a higher incarnation replaces
/// a lower one.
/// </summary>
/// <param name="Value">The packed number.</param>
public readonly record struct Incarnation(ulong Value) : IComparable<Incarnation>
{
    /// <summary>Packs a start time (milliseconds since the Unix epoch) and 16 random bits.</summary>
    public static Incarnation Of(long startUnixMilliseconds, ushort random) => new(((ulong)startUnixMilliseconds << 16) | random);

    /// <inheritdoc/>
    public int CompareTo(Incarnation other) => Value.CompareTo(other.Value);
}

/// <summary>
/// The identity of a node's journal: a number drawn when the journal is created, kept over the node's lives, and lost with the journal. A
/// node with a different journal cannot know what it promised.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct JournalId(ulong Value);

/// <summary>
/// Stands for an election in a datagram's header and, shortened to <see cref="Code"/>, for people: the first 8 bytes of its id.
/// </summary>
/// <param name="Value">The eight bytes, big-endian; 0 for no election.</param>
public readonly record struct ElectionTag(ulong Value)
{
    /// <summary>The length of a <see cref="Code"/>.</summary>
    public const int CodeLength = 12;

    /// <summary>No election: the node is not bound to one.</summary>
    public static ElectionTag None => default;

    /// <summary>The election's code: the first 12 hexadecimal digits of its id. It names the election's folder.</summary>
    public string Code => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..CodeLength];

    /// <summary>Returns the tag of an election's id (<see cref="Proposal.Id"/>).</summary>
    public static ElectionTag Of(Hash256 id) => new(id.Prefix);

    /// <summary>True if the text has the form of a <see cref="Code"/>.</summary>
    public static bool IsCode(string text) => text.Length == CodeLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Returns the code.</summary>
    public override string ToString() => Code;
}

/// <summary>The reign of one leader. 0 before START; 1 is led by START's first member; each view change adds one.</summary>
/// <param name="Number">The epoch's number.</param>
public readonly record struct Epoch(uint Number) : IComparable<Epoch>
{
    /// <summary>The epoch before START.</summary>
    public static Epoch None => default;

    /// <summary>The first reign.</summary>
    public static Epoch First => new(1);

    /// <inheritdoc/>
    public int CompareTo(Epoch other) => Number.CompareTo(other.Number);
}

/// <summary>A position in the group's log. Indices count statements: OPEN is 1, and 0 means "nothing yet".</summary>
/// <param name="Value">The index.</param>
public readonly record struct LogIndex(ulong Value) : IComparable<LogIndex>
{
    /// <summary>The index before the first statement.</summary>
    public static LogIndex None => default;

    /// <summary>Returns the index <paramref name="count"/> statements later.</summary>
    public LogIndex Plus(int count) => new(Value + (ulong)count);

    /// <inheritdoc/>
    public int CompareTo(LogIndex other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A member's place in START's sorted list, counted from 0.</summary>
/// <param name="Value">The place.</param>
public readonly record struct Rank(int Value)
{
    /// <summary>A node that is not on the list: an observer.</summary>
    public static Rank None => new(-1);

    /// <summary>True for a place on the list.</summary>
    public bool IsMember => Value >= 0;
}
