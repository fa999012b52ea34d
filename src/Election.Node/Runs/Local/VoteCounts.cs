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
                ? Sentence.Of($"the votes add up to {sum}, and there can be 1 to {Proposal.MaxMembers} nodes") : null);
    }

    /// <summary>The same counts, in the order of a longer or equal list of choices.</summary>
    /// <param name="choices">The choices of the election.</param>
    /// <returns>
    /// The counts for them, zero for a choice that is not mentioned here; or one clause that names the vote that is no choice.
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
