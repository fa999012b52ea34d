using System.Diagnostics;

namespace Election.Voting.Setup;

/// <summary>Whether a voter may change its mind. The numbers are part of the manifest's layout.</summary>
public enum ReVotePolicy : byte
{
    /// <summary>A voter's first accepted statement is its last.</summary>
    Final = 1,

    /// <summary>A voter's last accepted statement counts.</summary>
    Changeable = 2,
}

/// <summary>The words for <see cref="ReVotePolicy"/> in documents.</summary>
public static class ReVotePolicyText
{
    /// <summary>The word, in lower case.</summary>
    public static string ToText(this ReVotePolicy policy) => policy switch
    {
        ReVotePolicy.Final => "final",
        ReVotePolicy.Changeable => "changeable",
        _ => throw new UnreachableException(),
    };
}
