using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Traces.Model;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>
/// Names the messages of an election so that every node gives a message the same name, however it arrived. In the atomic order a statement
/// stays the same in whichever life of its sender it is sent, so its name comes from its signer and content: of each member, OPEN is number
/// 0, CLOSE number 2, the first vote or abstention 1, later ones 3, 5, and so on. In a weaker order the name is its number in the stream of
/// its sender's life (docs/trace.md, "Who writes traces"). If one voter votes at several members, a statement is named after the member
/// that broadcast it; the votes of a member that is told to lie are also numbered by their choice.
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

    /// <summary>True if every broadcast is a message of its own, as in every order but atomic.</summary>
    public bool AreOfStreams => order != DeliveryOrder.Atomic;

    /// <summary>True once START is known; before that, no node can be named.</summary>
    public bool IsKnown => _byRank.Length > 0;

    /// <summary>The election whose messages are named; none before START is known.</summary>
    public ElectionTag Election { get; private set; }

    /// <summary>Takes the members from START.</summary>
    public void Learn(Proposal proposal)
    {
        Election = ElectionTag.Of(proposal.Id);
        _byRank = [.. proposal.Members.ToArray().Select(member => member.Id.Tag)];
        foreach (Member member in proposal.Members)
        {
            _byTag[member.Id.Tag] = member.Id.Text;
            _byKey[member.Key.Fingerprint] = member.Id.Text;
            if (faults.Equivocates(member.Id))
                _liars.Add(member.Id.Text);
        }
    }

    /// <summary>Returns a member's name; null if the tag is not a member's.</summary>
    public string? Of(NodeTag member) => _byTag.GetValueOrDefault(member);

    /// <summary>Returns the member at a place of START's list; <see langword="false"/> if there is none.</summary>
    public bool TryRank(int rank, out NodeTag member)
    {
        member = rank < _byRank.Length ? _byRank[rank] : default;
        return rank < _byRank.Length;
    }

    /// <summary>Returns the name of a broadcast in a weaker order; null if the origin is not a member.</summary>
    /// <param name="origin">The sender of the stream.</param>
    /// <param name="sequence">The number of the message in the stream.</param>
    public MessageName? Of(NodeTag origin, ulong sequence)
    {
        var number = new StreamNumber(sequence);
        return Of(origin) is { } name ? new MessageName(name, number.Life, (long)number.Number) : null;
    }

    /// <summary>
    /// Records that a member broadcasts a statement: it is named after that member, even if another member's voter signed it.
    /// </summary>
    public void Note(Statement statement, NodeTag member)
    {
        if (_byTag.TryGetValue(member, out string? name) && _byKey.TryGetValue(statement.Signer, out string? signer) && signer != name)
            _terminals.TryAdd(statement.Identity, name);
    }

    /// <summary>Returns a statement's name in the atomic order; null if no member signed it, or if it is not a broadcast.</summary>
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

    // A lying member says several things under one number, and a node that hears one of them cannot know which was said first.
    private long OrdinalOf(Statement statement, string origin) => _liars.Contains(origin)
        ? (((long)statement.Sequence - 1) * ChoiceList.Max) + Math.Max(0, statement.Choice) + 1 : (long)statement.Sequence;

    // Statements signed for another member are rare: most are not even looked up.
    private string? OriginOf(Statement statement)
    {
        if (!_byKey.TryGetValue(statement.Signer, out string? origin))
            return null;
        return _terminals.Count > 0 && _terminals.TryGetValue(statement.Identity, out string? terminal) ? terminal : origin;
    }
}
