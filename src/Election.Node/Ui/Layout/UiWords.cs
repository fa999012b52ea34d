using System.Diagnostics;
using System.Globalization;
using Election.Node.Plain;
using Election.Node.Ui.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Ui.Layout;

/// <summary>The sentences of the screen, apart from where they stand.</summary>
internal static class UiWords
{
    /// <summary>Digits of the election's id that are read out across a room to see that all are in one election.</summary>
    public const int CodeDigits = 8;

    private const string NoCode = "--------";

    /// <summary>The election's short code.</summary>
    public static string Code(UiModel model) => model.Snapshot?.ElectionId?.ToString()[..CodeDigits] ?? NoCode;

    /// <summary>Where the election stands, in a few words.</summary>
    public static string State(UiModel model)
    {
        if (model.Snapshot is not { } node)
            return "starting";
        return node.State switch
        {
            ElectionState.Draft => "starting",
            ElectionState.Gathering when Here(node) is var here && here < node.Expect => Invariant($"{here} of {node.Expect} here"),
            ElectionState.Gathering => Invariant($"barrier {node.Ready}/{node.Expect} ready"),
            ElectionState.Ready => "started",
            ElectionState.Open when node.Delivered > node.Voters => Invariant($"open {node.Delivered} votes"),
            ElectionState.Open => Invariant($"open {node.Delivered}/{node.Voters} votes"),
            ElectionState.Closed => Invariant($"closed {model.Detail.Results.Length}/{node.Members.Length} results"),
            ElectionState.Certified => "certified",
            ElectionState.Diverged => "DIVERGED",
            ElectionState.NoResult => "no result",
            ElectionState.Stalled => "stalled",
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The verdict in a sentence; null while there is none.</summary>
    public static string? Verdict(UiModel model) => model.Snapshot switch
    {
        { Verdict: Voting.Core.Verdict.Certified } node => Invariant(
            $"Certified: {DecisionText.Of(node.Decision)}, signed by {node.Certificate?.Signatures.Length ?? 0} of {node.Members.Length}."),
        { Verdict: Voting.Core.Verdict.Diverged } node => $"Diverged: {node.Reason}.",
        { Verdict: Voting.Core.Verdict.NoResult } node => $"No result: {node.Reason}.",
        { Verdict: Voting.Core.Verdict.Stalled } node => $"Stalled: {node.Reason}.",
        { IsRefused: true } node => $"Refused: {node.Reason}",
        _ => null,
    };

    /// <summary>What the log says when the election has come to another state; null for nothing.</summary>
    public static string? Milestone(UiModel model) => model.Snapshot switch
    {
        { State: ElectionState.Gathering } node => Invariant($"at the barrier, waiting for {node.Expect} nodes"),
        { State: ElectionState.Ready } node => Invariant($"started: {node.Members.Length} members, code {Code(model)}"),
        { State: ElectionState.Open } => $"the vote is open, code {Code(model)}",
        { State: ElectionState.Closed } node => Invariant($"the vote is closed at index {node.CloseIndex?.Value ?? 0}"),
        _ => Verdict(model),
    };

    /// <summary>What became of the vote of the person here, or what can be done.</summary>
    public static string OwnVote(UiModel model)
    {
        if (model.Detail.OwnVote is { } vote)
            return OwnVote(model, vote);
        return model switch
        {
            { CastAt: not null } => "Casting your vote.",
            { Settings.IsReadOnly: true } => "This screen is read-only.",
            { Settings.Role: NodeRole.Observer } => "You observe: this node counts for nothing.",
            { IsVoter: false } => "This node has no vote in this election.",
            { CanVote: true } => "Press a letter, or Enter, to vote; A to abstain.",
            { HasVerdict: true } or { State: ElectionState.Closed } => "You have not voted.",
            _ => "The vote is not open yet.",
        };
    }

    /// <summary>The barrier in a sentence: how many are ready, and who is missing.</summary>
    public static string Barrier(UiModel model)
    {
        if (model.Snapshot is not { } node)
            return "starting";
        if (node.State != ElectionState.Gathering)
            return Invariant($"{node.Members.Length}/{node.Members.Length} ready: the election has started");
        string[] waited = [.. model.Detail.Presence.Where(other => !other.IsReady && other.Refusal is null).Select(other => other.Id.Text)];
        int here = Here(node);
        if (here < node.Expect)
            return Invariant($"{here} of {node.Expect} here, waiting for {node.Expect - here} more");
        return node.Ready < node.Expect && waited.Length > 0
            ? Invariant($"{node.Ready}/{node.Expect} ready, waiting for {string.Join(", ", waited)}")
            : Invariant($"{node.Ready}/{node.Expect} ready");
    }

    /// <summary>A length of time in few characters.</summary>
    public static string Time(TimeSpan time) => time.TotalMinutes >= 1
        ? Invariant($"{(long)time.TotalMinutes}:{time.Seconds:00} min")
        : Invariant($"{(long)Math.Ceiling(time.TotalSeconds)} s");

    /// <summary>How long ago, in few characters.</summary>
    public static string Ago(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? "now" : Invariant($"{(long)time.TotalSeconds} s ago");

    /// <summary>A number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A node knows itself before anyone answers.
    private static int Here(NodeSnapshot node) => Math.Max(1, node.Discovered);

    /// <summary>The rule, and how far it has come; null under plurality, where the bars say it all.</summary>
    public static string? Rule(UiModel model) => model.Detail.Rule switch
    {
        PluralityRule => null,
        FirstToRule { Weight: var weight } => model.Detail.First is { } first && first < model.Choices.Length
            ? Invariant($"first to {weight}: {model.Choices[first]} was first")
            : Invariant($"first to {weight}: nobody yet"),
        LastVoteWinsRule => "the last vote of each voter wins",
        _ => throw new UnreachableException(),
    };

    private static string OwnVote(UiModel model, OwnVoteView vote)
    {
        string what = vote.Choice is { } choice && choice < model.Choices.Length ? $"Your vote for {model.Choices[choice]}" : "Your abstention";
        return vote.Stage switch
        {
            StatementStage.Sent or StatementStage.Ordered or StatementStage.Committed => what + " is on its way.",
            StatementStage.Counted when model.CanVote => Invariant($"{what} is counted at index {vote.Index.Value}; you may vote again."),
            StatementStage.Counted => Invariant($"{what} is counted at index {vote.Index.Value}."),
            StatementStage.Refused => $"{what} is not counted: {vote.Why}.",
            _ => throw new UnreachableException(),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
