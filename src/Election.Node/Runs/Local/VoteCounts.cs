using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Voting.Setup;

namespace Election.Node.Runs.Local;

/// <summary>How many nodes vote for each choice, written <c>Sánchez:10,Pérez:5</c>.</summary>
/// <param name="Choices">The choices in NFC, in the order given.</param>
/// <param name="Counts">How many nodes vote for each; at most <see cref="Proposal.MaxMembers"/> together and at least one.</param>
internal sealed record VoteCounts(ImmutableArray<string> Choices, ImmutableArray<int> Counts)
{
    /// <summary>How many nodes vote.</summary>
    public int Sum => Counts.Sum();

    /// <summary>Reads the operator's text.</summary>
    public static bool TryParse(string text, out VoteCounts? votes, out Sentence reason)
    {
        votes = null;
        var names = new List<string>();
        var counts = new List<int>();
        foreach (string part in text.Split(','))
        {
            int colon = part.LastIndexOf(':');
            if (colon < 0 || !int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || count > Proposal.MaxMembers)
            {
                reason = $"{Quoted.Of(part)} is not CHOICE:VOTES, at most {Proposal.MaxMembers}; write for example Sánchez:10,Pérez:5";
                return false;
            }
            names.Add(part[..colon]);
            counts.Add(count);
        }
        if (!ChoiceList.TryNormalise(names, out ImmutableArray<string> choices, out reason))
            return false;
        reason = $"";
        int sum = counts.Sum();
        if (sum is 0 or > Proposal.MaxMembers)
        {
            reason = $"the votes add up to {sum}, and there can be 1 to {Proposal.MaxMembers} nodes";
            return false;
        }
        votes = new VoteCounts(choices, [.. counts]);
        return true;
    }

    /// <summary>The same counts, in the order of a longer or equal list of choices.</summary>
    /// <param name="choices">The choices of the election.</param>
    /// <param name="reordered">The counts for them, zero for a choice that is not mentioned here.</param>
    /// <param name="reason">Otherwise one clause that names the vote that is no choice.</param>
    public bool TryFit(ImmutableArray<string> choices, out VoteCounts? reordered, out Sentence reason)
    {
        var counts = new int[choices.Length];
        for (int i = 0; i < Choices.Length; i++)
        {
            int place = choices.IndexOf(Choices[i]);
            if (place < 0)
            {
                reordered = null;
                reason = $"{Quoted.Of(Choices[i])} is not among the choices {string.Join(", ", choices)}";
                return false;
            }
            counts[place] = Counts[i];
        }
        reordered = new VoteCounts(choices, [.. counts]);
        reason = $"";
        return true;
    }
}
