namespace Election.Audit.Reading;

/// <summary>A voter of the electorate.</summary>
internal sealed record AuditVoter(string Name, byte[] Key, long Weight);

/// <summary>The fields of a manifest: docs/transcript.md, "Manifest".</summary>
internal sealed record ManifestContents
{
    private const int MaxBytes = 49_152;
    private const int MinChoices = 2, MaxChoices = 32, MaxRoll = 256, MaxWeight = 1_000_000;
    private const int FirstToRule = 2, LastVoteWinsRule = 3, FinalPolicy = 1;
    private const ulong MaxFirstTo = 256_000_000;
    private const int KeyBytes = 64, NonceBytes = 32;
    private static readonly string[] s_orders = ["unreliable", "reliable", "fifo", "causal", "atomic"];

    internal required string Title { get; init; }
    internal required string Order { get; init; }
    internal required string Rule { get; init; }

    /// <summary>The K of first-to-K; null under any other rule.</summary>
    internal required long? FirstTo { get; init; }

    internal required bool IsLastVoteWins { get; init; }
    internal required bool IsFinal { get; init; }
    internal required long? Quorum { get; init; }
    internal required string? Chair { get; init; }
    internal required IReadOnlyList<string> Choices { get; init; }
    internal required IReadOnlyList<AuditVoter> Roll { get; init; }
    internal required byte[] Nonce { get; init; }

    internal bool IsAtomic => Order == "atomic";

    /// <summary>Returns null, and the fault in one clause, if the bytes are not a manifest.</summary>
    internal static ManifestContents? Read(ReadOnlySpan<byte> bytes, out FormattableString problem)
    {
        problem = $"the manifest is too long or ends early";
        var reader = new ByteReader(bytes);
        ulong version = reader.Number(1);
        string title = reader.Text(2);
        ulong order = reader.Number(1), rule = reader.Number(1), firstTo = rule == FirstToRule ? reader.Number(4) : 0;
        ulong reVote = reader.Number(1), quorum = reader.Number(4);
        string chair = reader.Text(1);
        ulong contests = reader.Number(2);
        List<string> choices = ReadChoices(ref reader);
        List<AuditVoter> roll = ReadRoll(ref reader);
        byte[] nonce = reader.Take(NonceBytes).ToArray();
        if (!reader.IsDone || bytes.Length > MaxBytes)
            return null;
        problem = version != 1 ? $"the manifest's version is not 1"
            : !NameRules.IsName(title) ? $"the title is not a valid name"
            : order is < 1 or > 5 ? $"the order is unknown"
            : RuleProblem(rule, firstTo, reVote) is { } ruleProblem ? ruleProblem
            : quorum > int.MaxValue ? $"the quorum is out of bounds"
            : chair.Length > 0 && !NameRules.IsNodeId(chair) ? $"the chair is not a valid node id"
            : contests != 1 ? $"the manifest does not have exactly 1 contest"
            : ChoicesProblem(choices) ?? RollProblem(roll) ?? $"";
        return problem.Format.Length > 0 ? null : new ManifestContents
        {
            Title = title,
            Order = s_orders[order - 1],
            Rule = rule switch { FirstToRule => $"first-to-{firstTo}", LastVoteWinsRule => "last-vote-wins", _ => "plurality" },
            FirstTo = rule == FirstToRule ? (long)firstTo : null,
            IsLastVoteWins = rule == LastVoteWinsRule,
            IsFinal = reVote == FinalPolicy,
            Quorum = quorum == 0 ? null : (long)quorum,
            Chair = chair.Length == 0 ? null : chair,
            Choices = choices,
            Roll = roll,
            Nonce = nonce,
        };
    }

    private static List<string> ReadChoices(ref ByteReader reader)
    {
        var choices = new List<string>();
        for (ulong left = reader.Number(2); left > 0 && !reader.Failed; left--)
            choices.Add(reader.Text(2));
        return choices;
    }

    private static List<AuditVoter> ReadRoll(ref ByteReader reader)
    {
        var roll = new List<AuditVoter>();
        for (ulong left = reader.Number(2); left > 0 && !reader.Failed; left--)
        {
            string name = reader.Text(2);
            byte[] key = reader.Take(KeyBytes).ToArray();
            roll.Add(new AuditVoter(name, key, (long)reader.Number(4)));
        }
        return roll;
    }

    private static FormattableString? RuleProblem(ulong rule, ulong firstTo, ulong reVote) =>
        rule is < 1 or > LastVoteWinsRule ? $"the rule is unknown"
        : rule == FirstToRule && firstTo is < 1 or > MaxFirstTo ? $"the rule's number of votes is out of bounds"
        : reVote is < 1 or > 2 ? $"the re-vote policy is unknown"
        : (rule == FirstToRule && reVote != FinalPolicy) || (rule == LastVoteWinsRule && reVote == FinalPolicy)
            ? $"the re-vote policy does not go with the rule"
        : (FormattableString?)null;

    private static FormattableString? ChoicesProblem(List<string> choices)
    {
        if (choices.Count is < MinChoices or > MaxChoices)
            return $"there are {choices.Count} choices";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string choice in choices)
        {
            if (!NameRules.IsName(choice) || !seen.Add(choice))
                return $"a choice is not a valid name, or is listed twice";
        }
        return null;
    }

    private static FormattableString? RollProblem(List<AuditVoter> roll)
    {
        if (roll.Count > MaxRoll)
            return $"there are {roll.Count} voters";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (AuditVoter voter in roll)
        {
            bool isNew = seen.Add(voter.Name) & keys.Add(Hex.Of(voter.Key));
            if (!isNew || !NameRules.IsName(voter.Name) || voter.Weight is < 1 or > MaxWeight)
                return $"a voter's name is not valid, a weight is out of bounds, or a name or key is on the roll twice";
        }
        return null;
    }
}
