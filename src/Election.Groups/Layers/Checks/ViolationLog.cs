using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>The user of a check.</summary>
public interface ICheckUser
{
    /// <summary>A guarantee that was to be watched does not hold here.</summary>
    /// <param name="check">The check.</param>
    /// <param name="sentence">The event and the message, without a full stop.</param>
    void OnViolation(LayerKind check, Sentence sentence);
}

/// <summary>
/// The reports of one node's checks. Every violation is counted; only the first <see cref="MaxSentences"/> of each check are said, since a
/// bad network causes no end of them.
/// </summary>
internal sealed class ViolationLog
{
    /// <summary>Sentences of one check at most.</summary>
    public const int MaxSentences = 8;

    private static readonly int s_kinds = Enum.GetValues<LayerKind>().Length;

    private readonly Membership _membership;
    private readonly GroupCounters _counters;
    private readonly ICheckUser _user;
    private readonly MemberId _self;
    private readonly int[] _said = new int[s_kinds];

    /// <summary>Reports what happens at <paramref name="self"/>.</summary>
    public ViolationLog(Membership membership, GroupCounters counters, ICheckUser user, MemberId self)
    {
        _membership = membership;
        _counters = counters;
        _user = user;
        _self = self;
    }

    /// <summary>True if a further sentence of this check is said; if not, none need be made.</summary>
    public bool IsHeard(LayerKind check) => _said[(int)check] < MaxSentences;

    /// <summary>A message's name.</summary>
    public string NameOf(Rank origin, ulong sequence) => new StreamNumber(sequence).NameOf(_membership.Proposal.Members[origin.Value].Id);

    /// <summary>Counts a violation.</summary>
    public void Count(LayerKind check) => _counters.Add(check switch
    {
        LayerKind.IntegrityCheck => GroupCounter.IntegrityViolations,
        LayerKind.ReliableCheck => GroupCounter.ReliableViolations,
        LayerKind.FifoCheck => GroupCounter.FifoViolations,
        LayerKind.CausalCheck => GroupCounter.CausalViolations,
        LayerKind.TotalCheck => GroupCounter.TotalViolations,
        _ => throw new UnreachableException(),
    });

    /// <summary>Says one; <paramref name="what"/> follows this node's name.</summary>
    public void Say(LayerKind check, Sentence what)
    {
        _said[(int)check]++;
        Sentence more = IsHeard(check) ? Sentence.None : $" ({MaxSentences} are said, further ones are only counted)";
        _user.OnViolation(check, $"{_self} {what}{more}");
    }
}
