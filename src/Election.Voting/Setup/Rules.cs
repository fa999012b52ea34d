using System.Diagnostics;

namespace Election.Voting.Setup;

/// <summary>How votes become a decision. The numbers are part of the manifest's layout.</summary>
public enum CountingRule : byte
{
    /// <summary>The choice with more weight than any other; a draw at the top is a tie, and nothing breaks it.</summary>
    Plurality = 1,
}

/// <summary>Whether a voter may change its mind. The numbers are part of the manifest's layout.</summary>
public enum ReVotePolicy : byte
{
    /// <summary>A voter's first accepted statement is its last.</summary>
    Final = 1,

    /// <summary>A voter's last accepted statement counts.</summary>
    Changeable = 2,
}

/// <summary>The words for rules in documents.</summary>
public static class RuleText
{
    /// <summary>The word, in lower case.</summary>
    public static string ToText(this CountingRule rule) => rule switch
    {
        CountingRule.Plurality => "plurality",
        _ => throw new UnreachableException(),
    };

    /// <summary>The word, in lower case.</summary>
    public static string ToText(this ReVotePolicy policy) => policy switch
    {
        ReVotePolicy.Final => "final",
        ReVotePolicy.Changeable => "changeable",
        _ => throw new UnreachableException(),
    };
}
