using System.Text;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The body of a DISCOVER: the id (1-byte length, ASCII), the public key (64), the journal's number (8), the number of members that the
/// node expects (2), or <see cref="OnlyWatches"/>, the topic (8) and the terms (8).
/// </summary>
internal sealed record DiscoverFrame(Member Member, JournalId Journal, int Expect, ulong Topic, ulong Terms)
{
    /// <summary>The number that a node gives in place of its expectation when it only wants to hear START.</summary>
    public const int OnlyWatches = 0;

    /// <summary>The longest body.</summary>
    public const int MaxBytes = 1 + MemberId.MaxLength + PublicKey.SizeBytes + sizeof(ulong) + sizeof(ushort) + 2 * sizeof(ulong);

    /// <summary>Writes the body.</summary>
    public void Write(ref SpanWriter writer)
    {
        writer.Short(Encoding.ASCII.GetBytes(Member.Id.Text));
        writer.Raw(Member.Key.Bytes);
        writer.UInt64(Journal.Value);
        writer.UInt16((ushort)Expect);
        writer.UInt64(Topic);
        writer.UInt64(Terms);
    }

    /// <summary>Reads the body.</summary>
    public static DiscoverFrame? Read(ReadOnlySpan<byte> body)
    {
        var reader = new SpanReader(body);
        ReadOnlySpan<byte> id = reader.Short();
        ReadOnlySpan<byte> key = reader.Raw(PublicKey.SizeBytes);
        var journal = new JournalId(reader.UInt64());
        int expect = reader.UInt16();
        ulong topic = reader.UInt64(), terms = reader.UInt64();
        return reader.AtEnd && MemberId.TryDecode(id, out MemberId member)
            ? new DiscoverFrame(new Member(member, new PublicKey(key)), journal, expect, topic, terms) : null;
    }
}

/// <summary>The body of a READY: the proposal's id (32) and the member's signature over <see cref="Proposal.ReadyMessage"/> (64).</summary>
internal static class ReadyFrame
{
    /// <summary>Bytes of the body.</summary>
    public const int SizeBytes = Hash256.SizeBytes + SignatureFormat.SizeBytes;

    /// <summary>Reads the body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Hash256 proposal, out ReadOnlySpan<byte> signature)
    {
        var reader = new SpanReader(body);
        proposal = reader.Hash();
        signature = reader.Raw(SignatureFormat.SizeBytes);
        return reader.AtEnd;
    }
}

/// <summary>
/// The body of a START, and of its journal record: the proposal (4-byte length) and a signature (64) per member, by rank.
/// </summary>
internal static class StartFrame
{
    /// <summary>Writes the body.</summary>
    public static byte[] Write(Proposal proposal, IReadOnlyList<ReadOnlyMemory<byte>> signatures)
    {
        var body = new byte[sizeof(uint) + proposal.Encoded.Length + signatures.Count * SignatureFormat.SizeBytes];
        var writer = new SpanWriter(body);
        writer.Long(proposal.Encoded.Span);
        foreach (ReadOnlyMemory<byte> signature in signatures)
            writer.Raw(signature.Span);
        return body;
    }

    /// <summary>Reads the body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Proposal? proposal, out ReadOnlySpan<byte> signatures)
    {
        signatures = default;
        var reader = new SpanReader(body);
        if (!Proposal.TryDecode(reader.Long(FramePacker.MaxBodyBytes), out proposal))
            return false;
        signatures = reader.Rest();
        return signatures.Length == proposal!.Members.Length * SignatureFormat.SizeBytes;
    }
}

/// <summary>
/// The body of a REFUSE: the proposal's id (32), the refusing node's id (1-byte length) and why, in UTF-8 (2-byte length).
/// </summary>
internal static class RefuseFrame
{
    /// <summary>The longest reason, in bytes.</summary>
    public const int MaxReasonBytes = 300;

    /// <summary>Writes the body.</summary>
    public static byte[] Write(Hash256 proposal, MemberId member, string reason)
    {
        byte[] text = Encoding.UTF8.GetBytes(reason);
        int length = Math.Min(text.Length, MaxReasonBytes);
        // Never cut inside a character: a continuation byte starts with the bits 10.
        while (length < text.Length && (text[length] & 0xC0) == 0x80)
            length--;
        var body = new byte[Hash256.SizeBytes + 1 + member.Text.Length + sizeof(ushort) + length];
        var writer = new SpanWriter(body);
        writer.Hash(proposal);
        writer.Short(Encoding.ASCII.GetBytes(member.Text));
        writer.Medium(text.AsSpan(0, length));
        return body;
    }

    /// <summary>Reads the body; control characters in the reason become '?', since it will be shown.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Hash256 proposal, out MemberId member, out string reason)
    {
        var reader = new SpanReader(body);
        proposal = reader.Hash();
        ReadOnlySpan<byte> id = reader.Short();
        ReadOnlySpan<byte> text = reader.Medium();
        member = default;
        reason = "";
        if (!reader.AtEnd || text.Length > MaxReasonBytes || !MemberId.TryDecode(id, out member))
            return false;
        var shown = new StringBuilder();
        foreach (Rune rune in Encoding.UTF8.GetString(text).EnumerateRunes())
            shown.Append(Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format ? "?" : rune.ToString());
        reason = shown.ToString();
        return true;
    }
}

/// <summary>
/// The journal record of a READY: the proposal (4-byte length), this node's signature (64), and whether it was given as a member (1) or as
/// a learner (0), whose journal is not the one that the proposal was made to.
/// </summary>
internal static class ReadyRecord
{
    /// <summary>Writes the record.</summary>
    public static byte[] Write(Proposal proposal, ReadOnlySpan<byte> signature, bool asMember)
    {
        var record = new byte[sizeof(uint) + proposal.Encoded.Length + SignatureFormat.SizeBytes + 1];
        var writer = new SpanWriter(record);
        writer.Long(proposal.Encoded.Span);
        writer.Raw(signature);
        writer.Byte(asMember ? (byte)1 : (byte)0);
        return record;
    }

    /// <summary>Reads the record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, out Proposal? proposal, out ReadOnlySpan<byte> signature, out bool asMember)
    {
        signature = default;
        asMember = false;
        var reader = new SpanReader(record);
        if (!Proposal.TryDecode(reader.Long(FramePacker.MaxBodyBytes), out proposal))
            return false;
        signature = reader.Raw(SignatureFormat.SizeBytes);
        byte answered = reader.Byte();
        asMember = answered == 1;
        return reader.AtEnd && answered <= 1;
    }
}
