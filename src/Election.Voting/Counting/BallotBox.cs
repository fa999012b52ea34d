using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Counting;

/// <summary>
/// Takes the ordered statements one by one and decides whether each counts. Two boxes that are given the same statements in the same order
/// agree in everything. In the atomic order the first statement to count is OPEN and the last is CLOSE; in the weaker orders the box is
/// open from the start, and its owner closes it with <see cref="CloseLocally"/>, unless the chair's CLOSE comes first. Under
/// <see cref="LastVoteWinsRule"/> a box of a weaker order accepts a voter's statements as they are delivered, even an older one after a
/// newer one: the last delivered counts.
/// </summary>
public sealed class BallotBox
{
    private readonly Hash256 _electionId;
    private readonly Manifest _manifest;
    private readonly SignatureAlgorithm _algorithm;
    private readonly HashSet<Hash256> _members = [];
    private readonly VoterRecord[] _records;
    private readonly bool _isAtomic;
    private readonly Hash256? _chair;
    private readonly long[] _reached;
    private int _spoken;
    private LogIndex _last;

    /// <summary>Creates an empty box.</summary>
    /// <param name="proposal">The election's id and members.</param>
    /// <param name="manifest">The well-formed manifest that is the proposal's context.</param>
    /// <param name="algorithm">The signature algorithm of this election's statements.</param>
    /// <exception cref="InvalidOperationException">
    /// The proposal and the manifest do not match: <see cref="Electorate.Create"/> was not called before READY.
    /// </exception>
    public BallotBox(Proposal proposal, Manifest manifest, SignatureAlgorithm algorithm)
    {
        _electionId = proposal.Id;
        _manifest = manifest;
        _algorithm = algorithm;
        _isAtomic = manifest.Order == DeliveryOrder.Atomic;
        Electorate = Electorate.Create(manifest, proposal).OrThrow(reason => new InvalidOperationException(reason.ToString()));
        foreach (Member member in proposal.Members)
        {
            _members.Add(member.Key.Fingerprint);
            if (member.Id == manifest.Chair)
                _chair = member.Key.Fingerprint;
        }
        _records = new VoterRecord[Electorate.Voters.Length];
        bool asDelivered = !_isAtomic && manifest.Rule is LastVoteWinsRule;
        for (int i = 0; i < _records.Length; i++)
            _records[i] = new VoterRecord(asDelivered);
        _reached = new long[manifest.Choices.Length];
        IsOpen = !_isAtomic;
    }

    /// <summary>The voters and their weights.</summary>
    public Electorate Electorate { get; }

    /// <summary>True while votes count.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True once the last statement has been counted.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Atomic: CLOSE's index. Weaker orders: the number of accepted statements. None until the box is closed.</summary>
    public LogIndex CloseIndex { get; private set; }

    /// <summary>The number of ordered votes, abstentions and unreadable statements, counted or refused; without OPEN and CLOSE.</summary>
    public int Delivered { get; private set; }

    /// <summary>The number of accepted statements of voters, replaced ones included.</summary>
    public int AcceptedCount { get; private set; }

    /// <summary>
    /// The place of the choice that reached the number of <see cref="FirstToRule"/> first; null while none has, and under every other rule.
    /// Once set it stays.
    /// </summary>
    public int? First { get; private set; }

    /// <summary>True if every voter has an accepted VOTE or ABSTAIN.</summary>
    public bool AllHaveSpoken => _spoken == _records.Length;

    /// <summary>The voters without an accepted VOTE or ABSTAIN, by fingerprint, in the electorate's order.</summary>
    public ImmutableArray<Hash256> Missing
    {
        get
        {
            ImmutableArray<Hash256>.Builder missing = ImmutableArray.CreateBuilder<Hash256>();
            for (int i = 0; i < _records.Length; i++)
            {
                if (!_records[i].HasSpoken)
                    missing.Add(Electorate.Voters[i].Key.Fingerprint);
            }
            return missing.ToImmutable();
        }
    }

    /// <summary>True if the voter has an accepted VOTE or ABSTAIN.</summary>
    /// <param name="voter">The fingerprint of the voter's key.</param>
    public bool HasSpoken(Hash256 voter) => Electorate.PlaceOf(voter) is int place and >= 0 && _records[place].HasSpoken;

    /// <summary>Returns the identities of voters' accepted statements, sorted: the input of the weaker orders' head.</summary>
    public ImmutableArray<Hash256> AcceptedIdentities()
    {
        var identities = new List<Hash256>(AcceptedCount);
        foreach (VoterRecord record in _records)
            identities.AddRange(record.Identities);
        identities.Sort();
        return [.. identities];
    }

    /// <summary>Returns the tally so far.</summary>
    public Tally Tally()
    {
        var counts = new long[_manifest.Choices.Length];
        long abstentions = 0;
        for (int i = 0; i < _records.Length; i++)
        {
            int weight = Electorate.Voters[i].Weight;
            if (!_records[i].HasSpoken)
                continue;
            if (_records[i].Choice < 0)
                abstentions += weight;
            else
                counts[_records[i].Choice] += weight;
        }
        return new Tally(ImmutableArray.Create(counts), abstentions);
    }

    /// <summary>Takes the next ordered statement.</summary>
    /// <param name="index">Its index: one more than the last.</param>
    /// <param name="signedStatement">Its bytes, from an untrusted source.</param>
    /// <param name="signatureValid">
    /// True if its signature is valid under the key that its signer's fingerprint names; false if no such key is known.
    /// </param>
    /// <returns>
    /// The outcome. A statement after CLOSE is <see cref="Refusal.Late"/>, changes nothing, and has no place in a transcript.
    /// </returns>
    /// <exception cref="InvalidOperationException">The index is not the next one.</exception>
    public BallotOutcome Apply(LogIndex index, ReadOnlySpan<byte> signedStatement, bool signatureValid)
    {
        if (index != _last.Plus(1))
            throw new InvalidOperationException($"Statement {index} came after {_last}.");
        _last = index;
        Statement? statement = SignedStatement.TryDecode(signedStatement, out SignedStatement? signed) ? signed!.Statement : null;
        Refusal? refusal = statement is null ? Refusal.Malformed : WhyNot(statement, signatureValid);
        // An unreadable statement may have been a vote; a surplus OPEN or CLOSE was none.
        if (!IsClosed && statement?.Kind is null or StatementKind.Vote or StatementKind.Abstain)
            Delivered++;
        if (refusal is null)
            Accept(index, statement!);
        return new BallotOutcome(refusal);
    }

    /// <summary>Closes the box of a weaker order.</summary>
    /// <exception cref="InvalidOperationException">The order is atomic, where only CLOSE closes, or the box is closed.</exception>
    public void CloseLocally()
    {
        if (_isAtomic || IsClosed)
            throw new InvalidOperationException("Only an open box of a weaker order is closed by its owner.");
        IsOpen = false;
        IsClosed = true;
        CloseIndex = new LogIndex((ulong)AcceptedCount);
    }

    // The order of these checks is part of the transcript's format.
    private Refusal? WhyNot(Statement statement, bool signatureValid)
    {
        bool isVoters = statement.Kind is StatementKind.Vote or StatementKind.Abstain;
        int place = Electorate.PlaceOf(statement.Signer);
        if (isVoters ? place < 0 : !_members.Contains(statement.Signer))
            return Refusal.NotOnRoll;
        if (!signatureValid || statement.Algorithm != _algorithm)
            return Refusal.BadSignature;
        if (statement.ElectionId != _electionId)
            return Refusal.WrongElection;
        if (IsClosed)
            return Refusal.Late;
        if (!isVoters)
            return WhyNotBoundary(statement);
        if (!IsOpen || statement.Contest != 0 || statement.Choice >= _manifest.Choices.Length)
            return Refusal.Malformed;
        return _records[place].WhyNot(statement, _manifest.ReVote);
    }

    private Refusal? WhyNotBoundary(Statement statement) => statement.Kind switch
    {
        StatementKind.Close when !_isAtomic => statement.Signer == _chair ? null : Refusal.Malformed,
        _ when !_isAtomic => Refusal.Malformed,
        StatementKind.Open => IsOpen ? Refusal.StaleSeq : null,
        StatementKind.Close => IsOpen ? null : Refusal.Malformed,
        StatementKind.Result => Refusal.Malformed,
        _ => throw new UnreachableException(),
    };

    private void Accept(LogIndex index, Statement statement)
    {
        switch (statement.Kind)
        {
            case StatementKind.Open:
                IsOpen = true;
                break;
            case StatementKind.Close:
                IsOpen = false;
                IsClosed = true;
                CloseIndex = _isAtomic ? index : new LogIndex((ulong)AcceptedCount);
                break;
            case StatementKind.Vote or StatementKind.Abstain:
                AcceptVoters(Electorate.PlaceOf(statement.Signer), statement);
                break;
            default:
                throw new UnreachableException();
        }
    }
    private void AcceptVoters(int place, Statement statement)
    {
        VoterRecord record = _records[place];
        if (!record.HasSpoken)
            _spoken++;
        AcceptedCount++;
        record.Accept(statement);
        if (_manifest.Rule is not FirstToRule { Weight: var enough } || statement.Choice < 0)
            return;
        _reached[statement.Choice] += Electorate.Voters[place].Weight;
        if (First is null && _reached[statement.Choice] >= enough)
            First = statement.Choice;
    }
}
