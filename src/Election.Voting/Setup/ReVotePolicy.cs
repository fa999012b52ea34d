using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>The policies on whether a voter may vote again. The numbers are part of the manifest's layout.</summary>
public enum ReVotePolicy : byte
{
    /// <summary>A voter's first accepted statement is final.</summary>
    Final = 1,

    /// <summary>A voter's last accepted statement counts.</summary>
    Changeable = 2,
}

/// <summary>The words for <see cref="ReVotePolicy"/> in documents.</summary>
public static class ReVotePolicyText
{
    private static readonly WordTable<ReVotePolicy> s_words = new("final", "changeable");

    /// <summary>Returns the word, in lower case.</summary>
    public static string ToText(this ReVotePolicy policy) => s_words[policy];
}
