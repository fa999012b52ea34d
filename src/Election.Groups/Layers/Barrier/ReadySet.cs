using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>The READY signatures for one proposal, by rank: none, being checked, or valid.</summary>
internal sealed class ReadySet
{
    private readonly ReadOnlyMemory<byte>[] _signatures;
    private readonly Standing[] _standings;

    /// <summary>Begins with no signature.</summary>
    public ReadySet(Proposal proposal)
    {
        Proposal = proposal;
        _signatures = new ReadOnlyMemory<byte>[proposal.Members.Length];
        _standings = new Standing[proposal.Members.Length];
    }

    private enum Standing
    {
        None,
        Checking,
        Valid,
    }

    /// <summary>The proposal.</summary>
    public Proposal Proposal { get; }

    /// <summary>The number of valid signatures.</summary>
    public int Valid { get; private set; }

    /// <summary>True if every member is ready.</summary>
    public bool IsComplete => Valid == _standings.Length;

    /// <summary>The members whose signature is not known to be valid.</summary>
    public IEnumerable<MemberId> Absent =>
        Enumerable.Range(0, _standings.Length).Where(rank => !IsValid(rank)).Select(rank => Proposal.Members[rank].Id);

    /// <summary>The signatures; meaningful when complete.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Signatures => _signatures;

    /// <summary>True if this member's signature is known to be valid.</summary>
    public bool IsValid(int rank) => _standings[rank] == Standing.Valid;

    /// <summary>True if the signature of the member with this id is known to be valid.</summary>
    public bool IsValid(MemberId id) => Proposal.RankOf(id.Tag) is { IsMember: true } rank && IsValid(rank.Value);

    /// <summary>Takes a signature to be checked, unless there is one already.</summary>
    public bool TryCheck(int rank, ReadOnlySpan<byte> signature)
    {
        if (_standings[rank] != Standing.None)
            return false;
        _standings[rank] = Standing.Checking;
        _signatures[rank] = signature.ToArray();
        return true;
    }

    /// <summary>The signature under check.</summary>
    public ReadOnlyMemory<byte> this[int rank] => _signatures[rank];

    /// <summary>Ends a check.</summary>
    public void Checked(int rank, bool valid)
    {
        if (_standings[rank] != Standing.Checking)
            return;
        _standings[rank] = valid ? Standing.Valid : Standing.None;
        Valid += valid ? 1 : 0;
    }

    /// <summary>Sets a signature that needs no check: this node's own, or one that its journal holds.</summary>
    public void Set(int rank, ReadOnlyMemory<byte> signature)
    {
        if (_standings[rank] == Standing.Valid)
            return;
        _signatures[rank] = signature;
        _standings[rank] = Standing.Valid;
        Valid++;
    }
}
