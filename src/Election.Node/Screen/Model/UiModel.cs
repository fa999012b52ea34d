using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Screen.Layout;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>One line of the log.</summary>
/// <param name="At">The time since the screen opened.</param>
/// <param name="Level">The severity of the notice.</param>
/// <param name="Text">The notice, not yet translated.</param>
internal sealed record LogLine(TimeSpan At, NoticeLevel Level, Sentence Text);

/// <summary>The complete state of a screen: equal models give equal frames. Its sentences are not yet in any language. Immutable.</summary>
internal sealed record UiModel
{
    /// <summary>The most lines that the log keeps.</summary>
    public const int MaxLog = 500;

    /// <summary>The time after which a cast vote may be cast again if the node has not taken it.</summary>
    public static readonly TimeSpan CastTime = TimeSpan.FromSeconds(2);

    /// <summary>Settings that never change.</summary>
    public required UiSettings Settings { get; init; }

    /// <summary>The terminal's size, in cells.</summary>
    public (int Width, int Height) Size { get; init; } = (80, 24);

    /// <summary>True if the terminal is too small for panes, so that keys would act invisibly.</summary>
    public bool IsTooSmall => Size.Width < UiFrame.LeastWidth || Size.Height < UiFrame.LeastHeight;

    /// <summary>The node's latest picture; null before the first.</summary>
    public NodePicture? Picture { get; init; }

    /// <summary>The time at which <see cref="Picture"/> arrived, since the screen opened.</summary>
    public TimeSpan PictureAt { get; init; }

    /// <summary>The current time, since the screen opened.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>The node's notices, oldest first.</summary>
    public ImmutableArray<LogLine> Log { get; init; } = [];

    /// <summary>The screen shown.</summary>
    public UiScreen Screen { get; init; } = UiScreen.Election;

    /// <summary>The pane with the focus, 0 or 1.</summary>
    public int Pane { get; init; }

    /// <summary>The number of rows by which each pane is scrolled from its start.</summary>
    public ImmutableArray<int> Scroll { get; init; } = [0, 0];

    /// <summary>The index of the selected choice.</summary>
    public int Choice { get; init; }

    /// <summary>The text that a row must contain to be shown; empty for all rows.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The overlay; null for none.</summary>
    public UiQuestion? Question { get; init; }

    /// <summary>The line being typed; null for none.</summary>
    public UiPrompt? Prompt { get; init; }

    /// <summary>The reason why the last key did nothing; null if it had an effect.</summary>
    public Sentence? Hint { get; init; }

    /// <summary>The time of a vote cast here that the node has not shown yet; null for none.</summary>
    public TimeSpan? CastAt { get; init; }

    /// <summary>True if the bell has rung for a divergence.</summary>
    public bool HasRung { get; init; }

    /// <summary>True if the node's loop has ended.</summary>
    public bool IsNodeEnded { get; init; }

    /// <summary>The node's latest snapshot; null before the first.</summary>
    public NodeSnapshot? Snapshot => Picture?.Snapshot;

    /// <summary>Further state that only a screen needs.</summary>
    public NodeDetail Detail => Picture?.Detail ?? NodeDetail.None;

    /// <summary>The election's state.</summary>
    public ElectionState State => Snapshot?.State ?? ElectionState.Draft;

    /// <summary>True if only late evidence can still change the outcome.</summary>
    public bool HasVerdict => Snapshot?.Verdict is not null;

    /// <summary>True if two results differ.</summary>
    public bool IsDiverged => State == ElectionState.Diverged;

    /// <summary>True if a vote can be cast here now.</summary>
    public bool CanVote => IsVoter && State == ElectionState.Open && (Detail.OwnVote is null || Detail.MayChangeVote) && CastAt is null;

    /// <summary>True if a person at this node has a vote.</summary>
    public bool IsVoter => !Settings.IsReadOnly && Settings.Role != NodeRole.Observer && (Picture is null || Detail.MayVote);

    /// <summary>True if leaving now could lose a vote.</summary>
    public bool IsVoteAtRisk => IsVoter && !HasVerdict && !IsNodeEnded
        && State is not (ElectionState.Closed or ElectionState.Stalled) && Detail.OwnVote is not { Stage: StatementStage.Counted };

    /// <summary>True if the person here is the chair.</summary>
    public bool IsChair => !Settings.IsReadOnly && Settings.Role == NodeRole.Chair;

    /// <summary>True if the chair can start without the missing nodes.</summary>
    public bool CanStartWithPresent => IsChair && State == ElectionState.Gathering;

    /// <summary>True if the chair can close the vote.</summary>
    public bool CanClose => IsChair && State == ElectionState.Open;

    /// <summary>True if faults can be added here.</summary>
    public bool CanAddFaults => !Settings.IsReadOnly && !IsNodeEnded;

    /// <summary>The time until the barrier times out or the vote closes by itself; null if neither will happen.</summary>
    public TimeSpan? TimeLeft => Detail.TimeLeft is { } left && !IsNodeEnded ? Later(left - (Now - PictureAt)) : null;

    /// <summary>The choices; empty before the first snapshot.</summary>
    public ImmutableArray<string> Choices => Snapshot?.Choices ?? [];

    /// <summary>The letter of a choice; null if there are more choices than letters.</summary>
    public static char? LetterOf(int choice) => choice < KeyTable.ChoiceLetters.Length ? KeyTable.ChoiceLetters[choice] : null;

    /// <summary>The index of the choice that a key selects; null if it selects none.</summary>
    public int? ChoiceOf(UiKey key)
    {
        int choice = key.Letter == '\0' ? -1 : KeyTable.ChoiceLetters.IndexOf(key.Letter, StringComparison.Ordinal);
        return choice >= 0 && choice < Choices.Length ? choice : null;
    }

    /// <summary>True if a row passes the filter.</summary>
    public bool Passes(string row) => Filter.Length == 0 || row.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    /// <summary>Translates a sentence into the language of this screen.</summary>
    public string Say(Sentence sentence) => Settings.Language.Say(sentence);

    /// <summary>Translates a sentence; returns null for null.</summary>
    public string? SayOrNull(Sentence? sentence) => sentence is null ? null : Say(sentence);

    private static TimeSpan Later(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
