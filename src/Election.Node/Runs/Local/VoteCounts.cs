using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Voting.Setup;

namespace Election.Node.Runs.Local;

/// <summary>The number of nodes that vote for each choice, written <c>Sánchez:10,Pérez:5</c>.</summary>
/// <param name="Choices">The choices in NFC, in the order given.</param>
/// <param name="Counts">The number of nodes for each choice; together at least one and at most <see cref="Proposal.MaxMembers"/>.</param>
internal sealed record VoteCounts(ImmutableArray<string> Choices, ImmutableArray<int> Counts)
{
    /// <summary>The number of nodes that vote.</summary>
    public int Sum => Counts.Sum();

    /// <summary>Reads the operator's text.</summary>
    public static Parsed<VoteCounts> Read(string text)
    {
        var names = new List<string>();
        var counts = new List<int>();
        foreach (string part in text.Split(','))
        {
            int colon = part.LastIndexOf(':');
            if (colon < 0 || !int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || count > Proposal.MaxMembers)
                return Sentence.Of(
                    $"{Quoted.Of(part)} is not CHOICE:VOTES, at most {Proposal.MaxMembers}; write for example Sánchez:10,Pérez:5");
            names.Add(part[..colon]);
            counts.Add(count);
        }
        int sum = counts.Sum();
        return ChoiceList.Normalise(names).Map(choices => new VoteCounts(choices, [.. counts])).Unless(_ =>
            sum is 0 or > Proposal.MaxMembers
                ? Sentence.Of($"the votes add up to {sum}, but a run has 1 to {Proposal.MaxMembers} nodes") : null);
    }

    /// <summary>Returns the same counts in the order of another list of choices, which may be longer.</summary>
    /// <param name="choices">The choices of the election.</param>
    /// <returns>
    /// The counts for those choices, zero for a choice not mentioned here; or one clause that names the vote that is not a choice.
    /// </returns>
    public Parsed<VoteCounts> Fit(ImmutableArray<string> choices)
    {
        var counts = new int[choices.Length];
        for (int i = 0; i < Choices.Length; i++)
        {
            int place = choices.IndexOf(Choices[i]);
            if (place < 0)
                return Sentence.Of($"{Quoted.Of(Choices[i])} is not among the choices {string.Join(", ", choices)}");
            counts[place] = Counts[i];
        }
        return new VoteCounts(choices, [.. counts]);
    }
}
