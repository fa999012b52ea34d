using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// A node's own statements on their way into the log: signed, then journalled, then submitted, in the order in which they were made.
/// Guarantee: nothing leaves this node that its journal does not hold, and no sequence number is signed twice.
/// </summary>
internal sealed class OwnStatements
{
    /// <summary>Statements under way at a time.</summary>
    public const int MaxUnderWay = 256;

    private readonly SignatureAlgorithm _algorithm;
    private readonly Hash256 _electionId;
    private readonly Hash256 _signer;
    private readonly SlidingQueue<Item> _underWay = new();
    private ulong _tokens;
    private ulong _firstToken = 1;
    private ulong _sequence;
    private Hash256 _previous;

    /// <summary>Makes statements for one signer in one election.</summary>
    public OwnStatements(SignatureAlgorithm algorithm, Hash256 electionId, Hash256 signer)
    {
        _algorithm = algorithm;
        _electionId = electionId;
        _signer = signer;
    }

    /// <summary>Statements that have not been submitted.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>The number of the last vote or abstention made.</summary>
    public ulong LastSequence => _sequence;

    /// <summary>Statements submitted in this life.</summary>
    public long Submitted { get; private set; }

    /// <summary>Takes up a statement that an earlier life signed: it is submitted again, since nobody can tell here whether it was.</summary>
    public void Restore(SignedStatement signed)
    {
        Statement statement = signed.Statement;
        if (statement.Kind is StatementKind.Vote or StatementKind.Abstain)
        {
            _sequence = statement.Sequence;
            _previous = statement.Identity;
        }
        _tokens++;
        _underWay.Enqueue(new Item(statement) { Signed = signed.Encode(), IsDurable = true });
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
            ? Statement.Vote(_algorithm, _electionId, _signer, _sequence, _previous, place)
            : Statement.Abstain(_algorithm, _electionId, _signer, _sequence, _previous);
        _previous = statement.Identity;
        Begin(statement, outbox);
        return statement;
    }

    /// <summary>A signature is made.</summary>
    public void OnSigned(ulong number, ReadOnlySpan<byte> signature, Outbox outbox)
    {
        if (number < _firstToken || number >= _firstToken + (ulong)_underWay.Count)
            return;
        Item item = _underWay[(int)(number - _firstToken)];
        item.Signed = new SignedStatement(item.Statement, signature).Encode();
        item.JournalSequence = outbox.Journal(JournalRecordKind.OwnStatement, item.Signed);
    }

    /// <summary>Submits what the journal holds; the window may make the rest wait.</summary>
    /// <returns>Whether anything was submitted.</returns>
    public bool Submit(ulong durable, GroupStack stack)
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

    private void Begin(Statement statement, Outbox outbox)
    {
        _underWay.Enqueue(new Item(statement));
        outbox.Sign(new EffectToken(EffectOwner.Statement, ++_tokens), statement.SignedBytes());
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
