using System.Diagnostics;
using System.Globalization;
using Election.Audit;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Screen.Model;

/// <summary>The sentences of the screen, independent of layout and language. Verdicts have the same name in every language.</summary>
internal static class UiWords
{
    /// <summary>
    /// The number of hexadecimal digits of the election's id that people read aloud to check that all are in the same election.
    /// </summary>
    public const int CodeDigits = 8;

    private const string NoCode = "--------";
    private const string Certified = "certified";
    private const string Diverged = "DIVERGED";
    private const string Stalled = "stalled";

    /// <summary>The election's short code; dashes before START.</summary>
    public static string Code(UiModel model) => model.Snapshot?.ElectionId?.ToString()[..CodeDigits] ?? NoCode;

    /// <summary>The election's state in a few words.</summary>
    public static Sentence State(UiModel model)
    {
        if (model.Snapshot is not { } node)
            return $"starting";
        return node.State switch
        {
            ElectionState.Certified => $"{Certified}",
            ElectionState.Diverged => $"{Diverged}",
            ElectionState.Stalled => $"{Stalled}",
            _ => Standing(model, node),
        };
    }

    /// <summary>This node's role.</summary>
    public static Sentence Role(UiModel model) => model.Settings switch
    {
        { IsReadOnly: true } => $"read-only",
        { Role: NodeRole.Voter } => $"voter",
        { Role: NodeRole.Chair } => $"chair",
        { Role: NodeRole.Observer } => $"observer",
        _ => throw new UnreachableException(),
    };

    /// <summary>Joins sentences with commas.</summary>
    public static Sentence List(IEnumerable<Sentence> parts) =>
        parts.Aggregate((all, part) => $"{all}, {part}");

    /// <summary>The verdict as a sentence; null before there is one.</summary>
    public static Sentence? Verdict(UiModel model) => model.Snapshot switch
    {
        { Verdict: Voting.Core.Verdict.Certified } node =>
            $"Certified: {DecisionOf(node)}, signed by {node.Certificate?.Signatures.Length ?? 0} of {node.Members.Length}.",
        { Verdict: Voting.Core.Verdict.Diverged } node => $"Diverged: {node.Reason}.",
        { Verdict: Voting.Core.Verdict.NoResult } node => $"No result: {node.Reason}.",
        { Verdict: Voting.Core.Verdict.Stalled } node => $"Stalled: {node.Reason}.",
        { IsRefused: true } node => $"Refused: {node.Reason}",
        _ => null,
    };

    /// <summary>The log line for a new state of the election; null for none.</summary>
    public static Sentence? Milestone(UiModel model) => model.Snapshot switch
    {
        { State: ElectionState.Gathering or ElectionState.Ready or ElectionState.Open or ElectionState.Closed } node =>
            Milestone(model, node),
        _ => Verdict(model),
    };

    private static Sentence Milestone(UiModel model, NodeSnapshot node) => node.State switch
    {
        ElectionState.Gathering => $"at the barrier, waiting for {node.Expect} nodes",
        ElectionState.Ready => $"started: {node.Members.Length} members, code {Code(model)}",
        ElectionState.Open => $"the vote is open, code {Code(model)}",
        ElectionState.Closed => $"the vote is closed at index {node.CloseIndex?.Value ?? 0}",
        _ => throw new UnreachableException(),
    };

    /// <summary>The status of this person's vote, or the keys with which to vote.</summary>
    public static Sentence OwnVote(UiModel model)
    {
        if (model.Detail.OwnVote is { } vote)
            return OwnVote(model, vote);
        return model switch
        {
            { CastAt: not null } => $"Casting your vote.",
            { Settings.IsReadOnly: true } => $"This screen is read-only.",
            { Settings.Role: NodeRole.Observer } => $"You are an observer: this node is not counted.",
            { IsVoter: false } => $"This node has no vote in this election.",
            { CanVote: true } => $"Press a letter, or Enter, to vote; A to abstain.",
            { HasVerdict: true } or { State: ElectionState.Closed } => $"You have not voted.",
            _ => $"The vote is not open yet.",
        };
    }

    /// <summary>The barrier as a sentence: the number of nodes that are ready, and the names of those that are missing.</summary>
    public static Sentence Barrier(UiModel model) => model.Snapshot is { } node ? Barrier(model, node) : $"starting";

    private static Sentence Barrier(UiModel model, NodeSnapshot node)
    {
        if (node.State != ElectionState.Gathering)
            return $"{node.Members.Length}/{node.Members.Length} ready: the election has started";
        string[] waited = [.. model.Detail.Presence.Where(other => !other.IsReady && other.Refusal is null).Select(other => other.Id.Text)];
        if (node.Found < node.Expect)
            return $"{node.Found} of {node.Expect} here, waiting for {node.Expect - node.Found} more";
        return node.Ready < node.Expect && waited.Length > 0
            ? Sentence.Of($"{node.Ready}/{node.Expect} ready, waiting for {string.Join(", ", waited)}")
            : $"{node.Ready}/{node.Expect} ready";
    }

    /// <summary>Formats a duration in a few characters.</summary>
    public static string Time(TimeSpan time) => time.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}:{time.Seconds:00} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling(time.TotalSeconds)} s");

    /// <summary>The time elapsed since an event, in a few characters.</summary>
    public static Sentence Ago(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? Sentence.Of($"now") : $"{(long)time.TotalSeconds} s ago";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The counting rule with its progress; null under plurality, where the bars suffice.</summary>
    public static Sentence? Rule(UiModel model) => model.Detail.Rule switch
    {
        PluralityRule => null,
        FirstToRule { Weight: var weight } => model.Detail.First is { } first && first < model.Choices.Length
            ? Sentence.Of($"first to {weight}: {model.Choices[first]} was first")
            : $"first to {weight}: none yet",
        LastVoteWinsRule => $"the last vote of each voter wins",
        _ => throw new UnreachableException(),
    };

    private static Sentence Standing(UiModel model, NodeSnapshot node) => node.State switch
    {
        ElectionState.Draft => $"starting",
        ElectionState.Gathering when node.Found < node.Expect => $"{node.Found} of {node.Expect} here",
        ElectionState.Gathering => $"barrier {node.Ready}/{node.Expect} ready",
        ElectionState.Ready => $"started",
        ElectionState.Open when node.Delivered > node.Voters => $"open {node.Delivered} votes",
        ElectionState.Open => $"open {node.Delivered}/{node.Voters} votes",
        ElectionState.Closed => $"closed {model.Detail.Results.Length}/{node.Members.Length} results",
        ElectionState.NoResult => $"no result",
        _ => throw new UnreachableException(),
    };

    private static Sentence OwnVote(UiModel model, OwnVoteView vote)
    {
        Sentence what = vote.Choice is { } choice && choice < model.Choices.Length
            ? Sentence.Of($"Your vote for {model.Choices[choice]}") : $"Your abstention";
        return vote.Stage switch
        {
            StatementStage.Sent or StatementStage.Ordered or StatementStage.Committed => $"{what} is on its way.",
            StatementStage.Counted when model.CanVote => $"{what} is counted at index {vote.Index.Value}; you may vote again.",
            StatementStage.Counted => $"{what} is counted at index {vote.Index.Value}.",
            StatementStage.Refused => $"{what} is not counted: {vote.Why}.",
            _ => throw new UnreachableException(),
        };
    }

    private static Sentence? DecisionOf(NodeSnapshot node) =>
        node.Decision is { } decision ? Sentence.From(DecisionSentence.Of(decision)) : null;
}
