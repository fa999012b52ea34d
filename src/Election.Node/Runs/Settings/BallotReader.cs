using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>Reads <c>--vote X[@T]</c>. A choice may itself contain '@': a text that equals a choice has no time.</summary>
internal static class BallotReader
{
    /// <summary>Reads one vote.</summary>
    /// <param name="text">The operator's text.</param>
    /// <param name="choices">The choices of the election, in NFC.</param>
    /// <returns>The vote for one of them, or one clause that states the error.</returns>
    public static Parsed<PlannedVote> Read(string text, ImmutableArray<string> choices)
    {
        if (PlaceOf(text, choices) is int whole)
            return new PlannedVote(whole, TimeSpan.Zero);
        int at = text.LastIndexOf('@');
        if (at < 0 || PlaceOf(text[..at], choices) is not int choice)
            return Sentence.Of($"{Quoted.Of(text)} is not among the choices {string.Join(", ", choices)}");
        return FaultTime.TryParse(text.AsSpan(at + 1), out TimeSpan time) ? new PlannedVote(choice, time)
            : Sentence.Of($"{Quoted.Of(text[(at + 1)..])} is not a time: write for example {text[..at]}@1.5s or {text[..at]}@200ms");
    }

    private static int? PlaceOf(string text, ImmutableArray<string> choices) =>
        Names.Normalise(text, $"a choice").TryGet(out string? name) && choices.IndexOf(name) is >= 0 and var place ? place : null;
}
