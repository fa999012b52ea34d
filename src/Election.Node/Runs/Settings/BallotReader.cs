using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Node.Talk;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>Reads <c>--vote X[@T]</c>. A choice may itself contain '@': what matches a choice as a whole has no time.</summary>
internal static class BallotReader
{
    /// <summary>Reads one vote.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="choices">The choices of the election, in NFC.</param>
    /// <param name="vote">The vote, when it is for one of them.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryRead(string text, ImmutableArray<string> choices, out PlannedVote? vote, out Sentence reason)
    {
        reason = $"";
        vote = ChoiceOf(text, choices) is int whole ? new PlannedVote(whole, TimeSpan.Zero) : null;
        int at = text.LastIndexOf('@');
        if (vote is null && at >= 0 && ChoiceOf(text[..at], choices) is int choice)
        {
            if (FaultTime.TryParse(text.AsSpan(at + 1), out TimeSpan time))
                vote = new PlannedVote(choice, time);
            else
                reason = $"{Quoted.Of(text[(at + 1)..])} is not a time: write for example {text[..at]}@1.5s or {text[..at]}@200ms";
        }
        else if (vote is null)
            reason = $"{Quoted.Of(text)} is not among the choices {string.Join(", ", choices)}";
        return vote is not null;
    }

    private static int? ChoiceOf(string text, ImmutableArray<string> choices)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            if (Names.TryNormalise(text, $"a choice", out string name, out _) && name == choices[i])
                return i;
        }
        return null;
    }
}
