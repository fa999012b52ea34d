using System.Collections.Immutable;
using System.Text;
using Election.Groups.Faults;

namespace Election.Node.Commands;

/// <summary>What a node is to vote, and when.</summary>
/// <param name="Choice">The index of a choice; null to abstain.</param>
/// <param name="At">When, counted from the opening.</param>
internal sealed record PlannedBallot(int? Choice, TimeSpan At);

/// <summary>Reads <c>--vote X[@T]</c>. A choice may itself contain '@': what matches a choice as a whole has no time.</summary>
internal static class BallotReader
{
    /// <summary>Reads one vote.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="choices">The choices of the election, in NFC.</param>
    /// <param name="ballot">The vote, when it is for one of them.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryRead(string text, ImmutableArray<string> choices, out PlannedBallot? ballot, out string reason)
    {
        reason = "";
        ballot = ChoiceOf(text, choices) is int whole ? new PlannedBallot(whole, TimeSpan.Zero) : null;
        int at = text.LastIndexOf('@');
        if (ballot is null && at >= 0 && ChoiceOf(text[..at], choices) is int choice)
        {
            if (FaultTime.TryParse(text.AsSpan(at + 1), out TimeSpan time))
                ballot = new PlannedBallot(choice, time);
            else
                reason = $"{Quoted.Of(text[(at + 1)..])} is no time: write for example {text[..at]}@1.5s or {text[..at]}@200ms";
        }
        else if (ballot is null)
            reason = $"{Quoted.Of(text)} is not among the choices {string.Join(", ", choices)}";
        return ballot is not null;
    }

    private static int? ChoiceOf(string text, ImmutableArray<string> choices)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            if (Election.Voting.Setup.Names.TryNormalise(text, "a choice", out string name, out _) && name == choices[i])
                return i;
        }
        return null;
    }
}
