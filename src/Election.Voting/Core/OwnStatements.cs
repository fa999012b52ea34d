using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// A node's own statements on their way into the log: signed, then journalled, then submitted, in the order in which they were made.
/// Guarantee: nothing leaves this node that its journal does not hold, and this node signs no sequence number twice. The voter may have
/// another terminal: a vote accepted from there is followed, so that the next vote made here comes after it.
/// </summary>
internal sealed class OwnStatements
{
    /// <summary>Statements under way at a time.</summary>
    public const int MaxUnderWay = 256;

    private readonly SignatureAlgorithm _algorithm;
    private readonly Hash256 _electionId;
    private readonly Hash256 _signer;
    private readonly PublicKey? _voter;
    private readonly SlidingQueue<Item> _underWay = new();
    // Bounded by the statements under way here and this node's own in the stack.
    private readonly HashSet<Hash256> _awaited = [];
    private ulong _tokens;
    private ulong _firstToken = 1;
    private ulong _sequence;
    private Hash256 _previous;

    /// <summary>Makes statements for one signer in one election.</summary>
    /// <param name="algorithm">The signature algorithm.</param>
    /// <param name="electionId">The election.</param>
    /// <param name="signer">The fingerprint of the node's key, which signs OPEN and CLOSE.</param>
    /// <param name="voter">The key that signs votes; null for the node's own.</param>
    public OwnStatements(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer, PublicKey? voter = null)
    {
        _voter = voter;
        _algorithm = algorithm;
        _electionId = electionId;
        _signer = signer;
    }

    /// <summary>Statements that have not been submitted.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Votes and abstentions of this node's that have not come back from the log.</summary>
    public int Awaited => _awaited.Count;

    /// <summary>The number of the voter's last vote or abstention that is known here.</summary>
    public ulong LastSequence => _sequence;

    /// <summary>Statements submitted in this life.</summary>
    public long Submitted { get; private set; }

    /// <summary>
    /// Takes up a statement that an earlier life signed. It is submitted again, since this life cannot know whether it was.
    /// </summary>
    public void Restore(SignedStatement signed)
    {
        Statement statement = signed.Statement;
        if (statement.Kind is StatementKind.Vote or StatementKind.Abstain)
        {
            _sequence = statement.Sequence;
            _previous = statement.Identity;
            _awaited.Add(statement.Identity);
        }
        PassOn(signed);
    }

    /// <summary>Submits a statement that is signed already, behind those under way. Its number is not looked at.</summary>
    public void PassOn(SignedStatement signed)
    {
        _tokens++;
        _underWay.Enqueue(new Item(signed.Statement) { Signed = signed.Encode(), IsDurable = true });
    }

    /// <summary>Makes OPEN.</summary>
    public void Open(Outbox outbox) => Begin(Statement.Open(_algorithm, _electionId, _signer), outbox);

    /// <summary>Makes CLOSE.</summary>
    public void Close(Outbox outbox) => Begin(Statement.Close(_algorithm, _electionId, _signer), outbox);

    /// <summary>Makes the next vote, or abstention when <paramref name="choice"/> is null; null when too many are under way.</summary>
    public Statement? Vote(int? choice, Outbox outbox)
    {
        if (_underWay.Count == MaxUnderWay)
            return null;
        _sequence++;
        Statement statement = choice is { } place
            ? Statement.Vote(_algorithm, _electionId, Voter, _sequence, _previous, place)
            : Statement.Abstain(_algorithm, _electionId, Voter, _sequence, _previous);
        _previous = statement.Identity;
        _awaited.Add(_previous);
        Begin(statement, outbox, _voter);
        return statement;
    }

    /// <summary>
    /// Takes a vote or abstention of this node's voter out of the log. Returns whether it was made here and is awaited.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <param name="isAccepted">True if it counts.</param>
    public bool TakeBack(Statement statement, bool isAccepted)
    {
        if (_awaited.Remove(statement.Identity))
            return true;
        if (isAccepted && statement.Sequence >= _sequence)
        {
            _sequence = statement.Sequence;
            _previous = statement.Identity;
        }
        return false;
    }

    /// <summary>Takes the signature of a statement under way.</summary>
    public void OnSigned(ulong number, ReadOnlySpan<byte> signature, Outbox outbox)
    {
        if (number < _firstToken || number >= _firstToken + (ulong)_underWay.Count)
            return;
        Item item = _underWay[(int)(number - _firstToken)];
        item.Signed = new SignedStatement(item.Statement, signature).Encode();
        item.JournalSequence = outbox.Journal(JournalRecordKind.OwnStatement, item.Signed);
    }

    /// <summary>Submits what the journal holds; the window may make the rest wait.</summary>
    /// <returns>True if anything was submitted.</returns>
    public bool Submit(ulong durable, StartedStack stack)
    {
        bool any = false;
        while (_underWay.Count > 0 && _underWay[0].MayLeave(durable)
            && stack.TrySubmit(_underWay[0].Signed, isFinal: _underWay[0].Statement.Kind == StatementKind.Close))
        {
            _underWay.Dequeue();
            _firstToken++;
            Submitted++;
            any = true;
        }
        return any;
    }

    private Hash256 Voter => _voter?.Fingerprint ?? _signer;

    private void Begin(Statement statement, Outbox outbox, PublicKey? key = null)
    {
        _underWay.Enqueue(new Item(statement));
        outbox.Sign(new EffectToken(EffectOwner.Statement, ++_tokens), statement.SignedBytes(), key);
    }

    private sealed class Item(Statement statement)
    {
        public Statement Statement { get; } = statement;

        public byte[] Signed { get; set; } = [];

        public ulong JournalSequence { get; set; }

        public bool IsDurable { get; init; }

        public bool MayLeave(ulong durable) => IsDurable || (JournalSequence != 0 && JournalSequence <= durable);
    }
}
