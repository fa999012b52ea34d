using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>The outcome of a message.</summary>
/// <param name="Model">The new model.</param>
/// <param name="Effects">The effects to carry out, in order.</param>
internal readonly record struct UiStep(UiModel Model, ImmutableArray<UiEffect> Effects)
{
    /// <summary>A step without effects.</summary>
    public static UiStep To(UiModel model) => new(model, []);

    /// <summary>A step with one effect.</summary>
    public static UiStep To(UiModel model, UiEffect effect) => new(model, [effect]);
}

/// <summary>Updates a screen: a pure function of its model and a message.</summary>
internal static class UiUpdate
{
    public static UiStep Apply(UiModel model, UiMessage message) => message switch
    {
        KeyPressed pressed => UiKeys.Press(model, pressed.Key),
        TextPasted pasted => UiStep.To(UiPrompts.Paste(model, pasted.Text)),
        SnapshotArrived arrived => See(model, arrived),
        NoticeArrived notice => UiStep.To(Remember(model, new LogLine(notice.Now, notice.Level, notice.Text)) with { Now = notice.Now }),
        Ticked tick => UiStep.To(Pass(model, tick.Now)),
        Resized resized => UiStep.To(model with { Size = (Math.Max(0, resized.Width), Math.Max(0, resized.Height)) }),
        NodeEnded => UiStep.To(model with { IsNodeEnded = true, Question = model.Question is HelpShown ? model.Question : null }),
        _ => throw new UnreachableException(),
    };

    private static UiStep See(UiModel model, SnapshotArrived arrived)
    {
        UiModel next = model with { Picture = arrived.Picture, PictureAt = arrived.Now, Now = arrived.Now };
        bool voteIsShown = next.Detail.OwnVote is not null || next.State != ElectionState.Open;
        next = next with
        {
            CastAt = voteIsShown ? null : next.CastAt,
            Choice = Math.Clamp(next.Choice, 0, Math.Max(0, next.Choices.Length - 1)),
            Question = IsStillMeant(next) ? next.Question : null,
        };
        if (next.State != model.State && UiWords.Milestone(next) is { } milestone)
            next = Remember(next, new LogLine(arrived.Now, next.IsDiverged ? NoticeLevel.Error : NoticeLevel.Info, milestone));
        if (!next.IsDiverged || next.HasRung)
            return UiStep.To(next);
        return UiStep.To(next with { HasRung = true }, new RingBellEffect());
    }

    // A question about an action that is no longer possible disappears.
    private static bool IsStillMeant(UiModel model) => model.Question switch
    {
        Confirmation { Then: CastVoteEffect } => model.CanVote,
        Confirmation { Then: StartWithPresentEffect } => model.CanStartWithPresent,
        Confirmation { Then: CloseVoteEffect } => model.CanClose,
        Confirmation { Then: LeaveEffect } => model.IsVoteAtRisk,
        _ => true,
    };

    private static UiModel Remember(UiModel model, LogLine line)
    {
        ImmutableArray<LogLine> log = model.Log.Length == UiModel.MaxLog ? model.Log.RemoveAt(0) : model.Log;
        return model with { Log = log.Add(line) };
    }

    private static UiModel Pass(UiModel model, TimeSpan now) =>
        model with { Now = now, CastAt = model.CastAt is { } cast && now > cast + UiModel.CastTime ? null : model.CastAt };
}
