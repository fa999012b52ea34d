using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Traces.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>
/// Names the messages of an election so that every node gives the same message the same name, whichever way it came. In the atomic order, in
/// which a statement stays the same in whichever life of its sender it is sent, by who signed it and what it is: of a member, OPEN is number
/// 0, CLOSE number 2, and its first vote or abstention 1, a later one 3, 5, and so on. In a weaker order by its number in the stream of its
/// sender's life (docs/trace.md, "Who writes traces"). Where one voter votes at several members, a statement is named by the member that
/// broadcast it; where one is told to lie, its votes are numbered by their choice, too.
/// </summary>
internal sealed class MessageNames(DeliveryOrder order, FaultPlan faults)
{
    private const int OpenNumber = 0;
    private const int CloseNumber = 2;

    private readonly Dictionary<Hash256, string> _byKey = [];
    private readonly Dictionary<NodeTag, string> _byTag = [];
    private readonly Dictionary<Hash256, string> _terminals = [];
    private readonly HashSet<string> _liars = [];
    private NodeTag[] _byRank = [];

    /// <summary>Whether every broadcast is a message of its own; not in the atomic order.</summary>
    public bool AreOfStreams => order != DeliveryOrder.Atomic;

    /// <summary>Whether START is known: before, nobody can be named.</summary>
    public bool IsKnown => _byRank.Length > 0;

    /// <summary>START is known.</summary>
    public void Learn(Proposal proposal)
    {
        _byRank = [.. proposal.Members.ToArray().Select(member => member.Id.Tag)];
        foreach (Member member in proposal.Members)
        {
            _byTag[member.Id.Tag] = member.Id.Text;
            _byKey[member.Key.Fingerprint] = member.Id.Text;
            if (faults.Equivocates(member.Id))
                _liars.Add(member.Id.Text);
        }
    }

    /// <summary>A member's name; null for who is none.</summary>
    public string? Of(NodeTag member) => _byTag.GetValueOrDefault(member);

    /// <summary>The member at a place of START's list; <see langword="false"/> for none.</summary>
    public bool TryRank(int rank, out NodeTag member)
    {
        member = rank < _byRank.Length ? _byRank[rank] : default;
        return rank < _byRank.Length;
    }

    /// <summary>The name of a broadcast, in a weaker order; null where the origin is no member.</summary>
    /// <param name="origin">Whose stream.</param>
    /// <param name="sequence">The number in it.</param>
    public MessageName? Of(NodeTag origin, ulong sequence)
    {
        var number = new StreamNumber(sequence);
        return Of(origin) is { } name ? new MessageName(name, number.Life, (long)number.Number) : null;
    }

    /// <summary>A member broadcasts a statement: it is named by that member, though another one's voter may have signed it.</summary>
    public void Note(Statement statement, NodeTag member)
    {
        if (_byTag.TryGetValue(member, out string? name) && _byKey.TryGetValue(statement.Signer, out string? signer) && signer != name)
            _terminals.TryAdd(statement.Identity, name);
    }

    /// <summary>A statement's name, in the atomic order; null for one that no member signed, or that is no broadcast.</summary>
    public MessageName? Of(Statement statement) => OriginOf(statement) is { } origin
        ? statement.Kind switch
        {
            StatementKind.Open => new MessageName(origin, 1, OpenNumber),
            StatementKind.Close => new MessageName(origin, 1, CloseNumber),
            StatementKind.Vote or StatementKind.Abstain when statement.Sequence <= long.MaxValue / (4 * ChoiceList.Max) =>
                new MessageName(origin, 1, (2 * OrdinalOf(statement, origin)) - 1),
            _ => null,
        }
        : null;

    // Who lies says several things under one number, and nobody who hears one of them can know which was said first.
    private long OrdinalOf(Statement statement, string origin) => _liars.Contains(origin)
        ? (((long)statement.Sequence - 1) * ChoiceList.Max) + Math.Max(0, statement.Choice) + 1 : (long)statement.Sequence;

    // Statements signed for another member are few: most are not even looked for.
    private string? OriginOf(Statement statement)
    {
        if (!_byKey.TryGetValue(statement.Signer, out string? origin))
            return null;
        return _terminals.Count > 0 && _terminals.TryGetValue(statement.Identity, out string? terminal) ? terminal : origin;
    }
}
