using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Screen.Layout;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>One line of the log.</summary>
/// <param name="At">When, since the screen was opened.</param>
/// <param name="Level">How loud.</param>
/// <param name="Text">What was said.</param>
internal sealed record LogLine(TimeSpan At, NoticeLevel Level, Sentence Text);

/// <summary>
/// Everything a screen shows, and nothing else: the same model is the same frame. Sentences in it are in no language yet. Immutable.
/// </summary>
internal sealed record UiModel
{
    /// <summary>Lines the log remembers.</summary>
    public const int MaxLog = 500;

    /// <summary>How long a cast vote is taken to be under way before it may be cast again, should the node not have taken it.</summary>
    public static readonly TimeSpan CastTime = TimeSpan.FromSeconds(2);

    /// <summary>What does not change.</summary>
    public required UiSettings Settings { get; init; }

    /// <summary>The terminal, in cells.</summary>
    public (int Width, int Height) Size { get; init; } = (80, 24);

    /// <summary>Whether there are too few cells for panes: then a key would do what nobody sees.</summary>
    public bool IsTooSmall => Size.Width < UiFrame.LeastWidth || Size.Height < UiFrame.LeastHeight;

    /// <summary>The node; null before its first snapshot.</summary>
    public NodePicture? Picture { get; init; }

    /// <summary>When <see cref="Picture"/> came.</summary>
    public TimeSpan PictureAt { get; init; }

    /// <summary>The time, since the screen was opened.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>What the node said, oldest first.</summary>
    public ImmutableArray<LogLine> Log { get; init; } = [];

    /// <summary>What is looked at.</summary>
    public UiScreen Screen { get; init; } = UiScreen.Election;

    /// <summary>The pane with the focus, 0 or 1.</summary>
    public int Pane { get; init; }

    /// <summary>For each pane, how many rows it is moved from where it begins.</summary>
    public ImmutableArray<int> Scroll { get; init; } = [0, 0];

    /// <summary>The choice that is pointed at.</summary>
    public int Choice { get; init; }

    /// <summary>Only rows with this text are shown; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>What stands over the panes.</summary>
    public UiQuestion? Question { get; init; }

    /// <summary>The line in which something is typed.</summary>
    public UiPrompt? Prompt { get; init; }

    /// <summary>Why the last key did nothing; null when it did something.</summary>
    public Sentence? Hint { get; init; }

    /// <summary>When a vote was cast here that the node has not shown yet.</summary>
    public TimeSpan? CastAt { get; init; }

    /// <summary>Whether the bell was rung for a divergence.</summary>
    public bool HasRung { get; init; }

    /// <summary>Whether the node's loop has ended.</summary>
    public bool IsNodeEnded { get; init; }

    /// <summary>The node; null before its first snapshot.</summary>
    public NodeSnapshot? Snapshot => Picture?.Snapshot;

    /// <summary>What only a person asks for.</summary>
    public NodeDetail Detail => Picture?.Detail ?? NodeDetail.None;

    /// <summary>Where the election stands.</summary>
    public ElectionState State => Snapshot?.State ?? ElectionState.Draft;

    /// <summary>Whether nothing can change any more but by late evidence.</summary>
    public bool HasVerdict => Snapshot?.Verdict is not null;

    /// <summary>Whether two results differ.</summary>
    public bool IsDiverged => State == ElectionState.Diverged;

    /// <summary>Whether a vote can be cast here now.</summary>
    public bool CanVote => IsVoter && State == ElectionState.Open && (Detail.OwnVote is null || Detail.MayChangeVote) && CastAt is null;

    /// <summary>Whether somebody at this node votes at all.</summary>
    public bool IsVoter => !Settings.IsReadOnly && Settings.Role != NodeRole.Observer && (Picture is null || Detail.MayVote);

    /// <summary>Whether leaving now could lose a vote.</summary>
    public bool IsVoteAtRisk => IsVoter && !HasVerdict && !IsNodeEnded
        && State is not (ElectionState.Closed or ElectionState.Stalled) && Detail.OwnVote is not { Stage: StatementStage.Counted };

    /// <summary>Whether the person here is the chair.</summary>
    public bool IsChair => !Settings.IsReadOnly && Settings.Role == NodeRole.Chair;

    /// <summary>Whether the chair can begin without those who are missing.</summary>
    public bool CanStartWithPresent => IsChair && State == ElectionState.Gathering;

    /// <summary>Whether the chair can close the vote.</summary>
    public bool CanClose => IsChair && State == ElectionState.Open;

    /// <summary>Whether faults can be set here.</summary>
    public bool CanAddFaults => !Settings.IsReadOnly && !IsNodeEnded;

    /// <summary>Until the barrier's time is up or the vote closes by itself; null when neither will happen.</summary>
    public TimeSpan? TimeLeft => Detail.TimeLeft is { } left && !IsNodeEnded ? Later(left - (Now - PictureAt)) : null;

    /// <summary>The choices; none before the first snapshot.</summary>
    public ImmutableArray<string> Choices => Snapshot?.Choices ?? [];

    /// <summary>The letter of a choice; none for the choices beyond the letters.</summary>
    public static char? LetterOf(int choice) => choice < KeyTable.ChoiceLetters.Length ? KeyTable.ChoiceLetters[choice] : null;

    /// <summary>The choice of a key; null when it is no choice's.</summary>
    public int? ChoiceOf(UiKey key)
    {
        int choice = key.Letter == '\0' ? -1 : KeyTable.ChoiceLetters.IndexOf(key.Letter, StringComparison.Ordinal);
        return choice >= 0 && choice < Choices.Length ? choice : null;
    }

    /// <summary>Whether a row is shown.</summary>
    public bool Passes(string row) => Filter.Length == 0 || row.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    /// <summary>A sentence in the language of this screen.</summary>
    public string Say(Sentence sentence) => Settings.Language.Say(sentence);

    /// <summary>A sentence in the language of this screen; null for none.</summary>
    public string? SayOrNull(Sentence? sentence) => sentence is null ? null : Say(sentence);

    private static TimeSpan Later(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
