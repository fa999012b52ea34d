using System.Text;

namespace Election.Groups.Model;

/// <summary>A node on the START list.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Key">The node's public key.</param>
public sealed record Member(MemberId Id, PublicKey Key);

/// <summary>
/// The agreement that the barrier reaches: the members, sorted by id, with their keys, and one opaque context (the election's manifest).
/// Its <see cref="Id"/> is the group's identity: SHA-256 over <see cref="IdDomain"/>, a zero byte and <see cref="Encoded"/>.
/// </summary>
public sealed class Proposal
{
    /// <summary>The largest number of members in a group.</summary>
    public const int MaxMembers = 128;

    /// <summary>The largest context, in bytes.</summary>
    public const int MaxContextBytes = 32 * 1024;

    /// <summary>The domain tag of <see cref="Id"/>.</summary>
    public const string IdDomain = "election-id/1";

    /// <summary>The domain tag of the bytes that a READY signs.</summary>
    public const string ReadyDomain = "election-ready/1";

    private readonly Member[] _members;
    private readonly ulong[] _tags;
    private readonly byte[] _encoded;

    /// <summary>Makes a proposal.</summary>
    /// <param name="members">1 to <see cref="MaxMembers"/> members in strictly rising order of id.</param>
    /// <param name="context">At most <see cref="MaxContextBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The members or the context violate these bounds.</exception>
    public Proposal(IReadOnlyList<Member> members, ReadOnlyMemory<byte> context)
    {
        if (!AreInOrder(members))
            throw new ArgumentException($"A proposal lists 1 to {MaxMembers} members in strictly rising order of id.", nameof(members));
        if (context.Length > MaxContextBytes)
            throw new ArgumentException($"A proposal's context has at most {MaxContextBytes} bytes.", nameof(context));
        _members = [.. members];
        _tags = [.. members.Select(member => member.Id.Tag.Value)];
        Context = context.ToArray();
        _encoded = Encode();
        byte[] prefix = Encoding.ASCII.GetBytes(IdDomain + "\0");
        Id = Hash256.Of([.. prefix, .. _encoded]);
    }

    /// <summary>The members, sorted by id.</summary>
    public ReadOnlySpan<Member> Members => _members;

    /// <summary>The opaque context.</summary>
    public ReadOnlyMemory<byte> Context { get; }

    /// <summary>The group's identity.</summary>
    public Hash256 Id { get; }

    /// <summary>
    /// Canonical bytes: count (2), then per member id (1-byte length, ASCII) and key (64), then the context (4-byte length).
    /// </summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>The smallest majority of the members: ⌊N/2⌋+1, unweighted.</summary>
    public int Majority => _members.Length / 2 + 1;

    /// <summary>Returns the place of the node with this tag, or <see cref="Rank.None"/>.</summary>
    public Rank RankOf(NodeTag tag)
    {
        int place = _tags.AsSpan().IndexOf(tag.Value);
        return place < 0 ? Rank.None : new Rank(place);
    }

    /// <summary>
    /// Returns the bytes that the READY of the member with <paramref name="key"/> signs: domain, zero byte, <see cref="Id"/>, key
    /// fingerprint.
    /// </summary>
    public byte[] ReadyMessage(PublicKey key) =>
        [.. Encoding.ASCII.GetBytes(ReadyDomain + "\0"), .. Id.ToArray(), .. key.Fingerprint.ToArray()];

    /// <summary>Reads canonical bytes; <see langword="false"/> for anything else, trailing bytes included.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Proposal? proposal)
    {
        proposal = null;
        var reader = new SpanReader(bytes);
        int count = reader.UInt16();
        if (reader.Failed || count is 0 or > MaxMembers)
            return false;
        var members = new Member[count];
        for (int i = 0; i < count; i++)
        {
            if (!MemberId.TryDecode(reader.Short(), out MemberId id))
                return false;
            ReadOnlySpan<byte> key = reader.Raw(PublicKey.SizeBytes);
            if (reader.Failed)
                return false;
            members[i] = new Member(id, new PublicKey(key));
        }
        ReadOnlySpan<byte> context = reader.Long(MaxContextBytes);
        if (!reader.AtEnd || !AreInOrder(members))
            return false;
        proposal = new Proposal(members, context.ToArray());
        return true;
    }

    private static bool AreInOrder(IReadOnlyList<Member> members)
    {
        if (members.Count is 0 or > MaxMembers)
            return false;
        for (int i = 1; i < members.Count; i++)
        {
            if (members[i - 1].Id.CompareTo(members[i].Id) >= 0)
                return false;
        }
        return true;
    }

    private byte[] Encode()
    {
        int size = sizeof(ushort) + sizeof(uint) + Context.Length;
        foreach (Member member in _members)
            size += 1 + member.Id.Text.Length + PublicKey.SizeBytes;
        var bytes = new byte[size];
        var writer = new SpanWriter(bytes);
        writer.UInt16((ushort)_members.Length);
        foreach (Member member in _members)
        {
            writer.Short(Encoding.ASCII.GetBytes(member.Id.Text));
            writer.Raw(member.Key.Bytes);
        }
        writer.Long(Context.Span);
        return bytes;
    }
}
