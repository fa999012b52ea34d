using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// A proposal as it is made, and the journal that each member had then. It binds a member to its journal: START, which anyone may assemble
/// and which lists ids and keys only, says nothing of lives, but a proposer proposes once. So a member that answers, loses its journal and
/// answers again knows itself for a learner, no matter with which of its two answers the others passed.
/// The body of a PROPOSE, and its journal record: the proposal (4-byte length), a journal's number (8) per member; of a chair's request
/// (<see cref="ChairRequest"/>) its signature (64) follows.
/// </summary>
internal sealed class ProposeFrame
{
    private readonly JournalId[] _journals;

    /// <summary>Makes a proposal to these journals.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="journals">The members' journals, by rank.</param>
    /// <exception cref="ArgumentException">There are more or fewer journals than members.</exception>
    public ProposeFrame(Proposal proposal, ReadOnlySpan<JournalId> journals)
    {
        if (journals.Length != proposal.Members.Length)
            throw new ArgumentException($"A proposal of {proposal.Members.Length} members is made to as many journals.", nameof(journals));
        Proposal = proposal;
        _journals = journals.ToArray();
        Encoded = Encode();
    }

    /// <summary>The proposal.</summary>
    public Proposal Proposal { get; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>True if the proposal was made to a member with this journal.</summary>
    public bool IsTo(NodeTag member, JournalId journal) =>
        Proposal.RankOf(member) is { IsMember: true } rank && _journals[rank.Value] == journal;

    /// <summary>Reads a body that <paramref name="rest"/> may follow; null when it does not read.</summary>
    public static ProposeFrame? Read(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        var reader = new SpanReader(body);
        if (!Proposal.TryDecode(reader.Long(FramePacker.MaxBodyBytes), out Proposal? proposal))
            return null;
        var journals = new JournalId[proposal!.Members.Length];
        for (int i = 0; i < journals.Length; i++)
            journals[i] = new JournalId(reader.UInt64());
        if (reader.Failed)
            return null;
        rest = reader.Rest();
        return new ProposeFrame(proposal, journals);
    }

    private byte[] Encode()
    {
        var body = new byte[sizeof(uint) + Proposal.Encoded.Length + _journals.Length * sizeof(ulong)];
        var writer = new SpanWriter(body);
        writer.Long(Proposal.Encoded.Span);
        foreach (JournalId journal in _journals)
            writer.UInt64(journal.Value);
        return body;
    }
}
