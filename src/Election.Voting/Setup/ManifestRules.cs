using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>Checks the bounds of a manifest's fields.</summary>
internal static class ManifestRules
{
    /// <summary>Returns one clause on the first field out of bounds; null if there is none.</summary>
    internal static Sentence? FirstFault(Manifest manifest)
    {
        if (!Names.IsName(manifest.Title))
            return NameFault(manifest.Title, $"the title");
        if (!Enum.IsDefined(manifest.Order))
            return $"the order is unknown";
        if (!Enum.IsDefined(manifest.ReVote))
            return $"the re-vote policy is unknown";
        if (RuleFault(manifest) is { } ruleFault)
            return ruleFault;
        if (manifest.Quorum is < 1)
            return $"the quorum must be at least 1";
        if (manifest.Chair is { } chair && MemberId.Read(chair.Text).Refusal is { } chairFault)
            return $"the chair is not a valid node id: {chairFault}";
        return ChoicesFault(manifest.Choices) ?? RollFault(manifest.Roll) ?? SizeFault(manifest);
    }

    private static Sentence? RuleFault(Manifest manifest) => manifest.Rule switch
    {
        FirstToRule { Weight: < 1 or > FirstToRule.MaxWeight } => $"the rule first-to-K needs 1 to {FirstToRule.MaxWeight} votes",
        FirstToRule when manifest.ReVote != ReVotePolicy.Final => $"under the rule first-to-K votes are final",
        LastVoteWinsRule when manifest.ReVote != ReVotePolicy.Changeable => $"under the rule last-vote-wins votes are changeable",
        _ => null,
    };

    private static Sentence? ChoicesFault(ImmutableArray<string> choices)
    {
        if (choices.IsDefault)
            return $"the choices are missing";
        foreach (string choice in choices)
        {
            if (!Names.IsName(choice))
                return NameFault(choice, $"a choice");
        }
        return ChoiceList.Normalise(choices).Refusal;
    }

    private static Sentence? RollFault(ImmutableArray<Voter> roll)
    {
        if (roll.IsDefault)
            return $"the roll is missing";
        if (roll.Length > Manifest.MaxRoll)
            return $"the roll has at most {Manifest.MaxRoll} voters, not {roll.Length}";
        var names = new HashSet<string>();
        var keys = new HashSet<Hash256>();
        foreach (Voter voter in roll)
        {
            if (!Names.IsName(voter.Name))
                return NameFault(voter.Name, $"a voter's name");
            if (voter.Weight is < 1 or > Voter.MaxWeight)
                return $"the weight of voter '{voter.Name}' must be 1 to {Voter.MaxWeight}, not {voter.Weight}";
            if (!names.Add(voter.Name))
                return $"the voter '{voter.Name}' is on the roll twice";
            if (!keys.Add(voter.Key.Fingerprint))
                return $"the key of voter '{voter.Name}' is on the roll twice";
        }
        return null;
    }

    private static Sentence? SizeFault(Manifest manifest)
    {
        int size = ManifestCodec.SizeOf(manifest);
        return size > Proposal.MaxContextBytes
            ? Sentence.Of($"the manifest takes {size} bytes, more than {Proposal.MaxContextBytes}: shorten the roll or its names") : null;
    }

    private static Sentence NameFault(string? name, Sentence what) =>
        Names.Normalise(name, what).Refusal ?? $"{what} is not in normal form (NFC, no space at an end)";
}
