using System.Diagnostics;
using Election.Voting.Core;

namespace Election.Node.Screen.Model;

/// <summary>Handles key presses. A question takes the keys first, then a prompt, then the key table.</summary>
internal static class UiKeys
{
    private const int PageRows = 10;

    private static readonly UiKey s_quit = UiKey.Of('q');

    public static UiStep Press(UiModel model, UiKey key)
    {
        if (model.IsTooSmall)
            return PressUnseen(model, key);
        UiModel calm = model with { Hint = null };
        if (calm.Prompt is not null && key.Kind != UiKeyKind.Interrupt)
            return UiPrompts.Press(calm, key);
        return calm.Question switch
        {
            HelpShown when key.Kind != UiKeyKind.Interrupt => UiStep.To(Read(calm, key)),
            Confirmation confirmation => Answer(calm, confirmation, key),
            _ => Obey(calm with { Prompt = null, Question = null }, key),
        };
    }

    // With neither a question nor its answer visible, a vote could be cast by mistake: only the key to leave works.
    private static UiStep PressUnseen(UiModel model, UiKey key)
    {
        bool wasAsked = model.Question is Confirmation { Then: LeaveEffect };
        bool leaves = key == s_quit || key.Kind == UiKeyKind.Interrupt;
        if (leaves)
            return wasAsked ? UiStep.To(model with { Question = null }, new LeaveEffect())
            : Quit(model with { Prompt = null, Question = null });
        return UiStep.To(wasAsked ? model with { Question = null } : model);
    }

    private static UiModel Read(UiModel model, UiKey key) => key.Kind switch
    {
        UiKeyKind.Up => Move(model, -1),
        UiKeyKind.Down => Move(model, 1),
        UiKeyKind.PageUp => Move(model, -PageRows),
        UiKeyKind.PageDown => Move(model, PageRows),
        _ => model with { Question = null, Scroll = [0, 0] },
    };

    private static UiStep Answer(UiModel model, Confirmation confirmation, UiKey key)
    {
        bool again = key == s_quit || key.Kind == UiKeyKind.Interrupt;
        // A second wish to leave confirms the first one. It is never a yes to another question.
        bool isYes = key.Kind == UiKeyKind.Enter || key.Letter is 'y' or 'Y' || (again && confirmation.Then is LeaveEffect);
        UiModel answered = model with { Question = null };
        if (isYes)
            return UiStep.To(confirmation.Then is CastVoteEffect ? answered with { CastAt = model.Now } : answered, confirmation.Then);
        if (key.Kind == UiKeyKind.Interrupt)
            return Quit(answered);
        return UiStep.To(key.Kind == UiKeyKind.Escape || key.Letter is 'n' or 'N' or 'q' ? answered : model);
    }

    private static UiStep Obey(UiModel model, UiKey key)
    {
        if (KeyTable.Find(model, key) is not { } row)
            return UiStep.To(model with { Hint = WhyNot(model, key) });
        switch (row.Command)
        {
            case UiCommand.Quit:
                return Quit(model);
            case UiCommand.ChooseByLetter:
                return UiStep.To(AskVote(model with { Choice = model.ChoiceOf(key)!.Value }));
            case UiCommand.Choose when model.Screen == UiScreen.Election:
                return UiStep.To(AskVote(model));
            default:
                return UiStep.To(Change(model, row.Command, key));
        }
    }

    private static UiModel Change(UiModel model, UiCommand command, UiKey key) => command switch
    {
        UiCommand.Help => model with { Question = new HelpShown(), Scroll = [0, 0] },
        UiCommand.ShowScreen => Show(model, UiScreens.OfNumber(key.Letter)!.Value),
        UiCommand.NextScreen => Show(model, model.Screen.Step(1)),
        UiCommand.PreviousScreen => Show(model, model.Screen.Step(-1)),
        UiCommand.NextPane or UiCommand.PreviousPane => model with { Pane = 1 - model.Pane },
        UiCommand.Up => Move(model, -1),
        UiCommand.Down => Move(model, 1),
        UiCommand.PageUp => Move(model, -PageRows),
        UiCommand.PageDown => Move(model, PageRows),
        UiCommand.First => Move(model, -UiModel.MaxLog * PageRows),
        UiCommand.Last => Move(model, UiModel.MaxLog * PageRows),
        UiCommand.Abstain => model with { Question = AskAbstain(model) },
        UiCommand.StartWithPresent => model with { Question = AskStart(model) },
        UiCommand.CloseVote => model with { Question = AskClose(model) },
        UiCommand.Filter => model with { Prompt = new UiPrompt(UiPromptKind.Filter, model.Filter, null) },
        UiCommand.AddFault => model with { Prompt = new UiPrompt(UiPromptKind.Fault, "", null) },
        UiCommand.Cancel => model with { Filter = "" },
        UiCommand.Choose => model,
        _ => throw new UnreachableException(),
    };

    private static UiModel Show(UiModel model, UiScreen screen) =>
        screen == model.Screen ? model : model with { Screen = screen, Pane = 0, Scroll = [0, 0] };

    // In the pane of the choices the arrows move the pointer; in any other pane they scroll.
    private static UiModel Move(UiModel model, int rows)
    {
        if (model.Question is null && model.Screen == UiScreen.Election && model.Pane == 0 && model.Choices.Length > 0)
            return model with { Choice = Math.Clamp(model.Choice + rows, 0, model.Choices.Length - 1) };
        int pane = model.Question is null ? model.Pane : 0;
        return model with { Scroll = model.Scroll.SetItem(pane,
            Election.Node.Screen.Layout.UiFrame.ClampScroll(model, pane, model.Scroll[pane] + rows)) };
    }

    private static UiModel AskVote(UiModel model)
    {
        string choice = model.Choices[model.Choice];
        Confirmation ask = Ask($"Vote", $"Vote for {choice}? {HowFinal(model)}", $"vote {choice}", new CastVoteEffect(model.Choice));
        return model with { Question = ask };
    }

    private static Confirmation AskAbstain(UiModel model) =>
        Ask($"Abstain", $"Abstain from this vote? {HowFinal(model)}", $"abstain", new CastVoteEffect(null));

    private static Sentence HowFinal(UiModel model) =>
        model.Detail.MayChangeVote ? Sentence.Of($"The last vote counts.") : $"A vote is final.";

    private static Confirmation AskStart(UiModel model)
    {
        int here = model.Detail.Presence.Count(node => node.Refusal is null);
        return Ask($"Start", $"Start with the {here} present? The others can only watch.", $"start", new StartWithPresentEffect());
    }

    private static Confirmation AskClose(UiModel model) =>
        Ask($"Close", $"Close the vote at {Progress(model.Snapshot!)}? Anyone who has not voted will not be counted.",
            $"close", new CloseVoteEffect());

    private static Sentence Progress(NodeSnapshot node) =>
        node.Delivered > node.Voters ? Sentence.Of($"{node.Delivered} votes") : $"{node.Delivered} of {node.Voters}";

    private static UiStep Quit(UiModel model)
    {
        if (!model.IsVoteAtRisk)
            return UiStep.To(model, new LeaveEffect());
        Sentence text = model.Detail.OwnVote is null && model.CastAt is null
            ? Sentence.Of($"Your vote is not cast. Leave anyway?") : $"Your vote is not counted yet. Leave anyway?";
        return UiStep.To(model with { Question = Ask($"Quit", text, $"leave", new LeaveEffect()) });
    }

    private static Confirmation Ask(Sentence title, Sentence text, Sentence yes, UiEffect then) =>
        new(title, text, yes, then);

    /// <summary>The reason why a known key does nothing now; null for an unknown key.</summary>
    private static Sentence? WhyNot(UiModel model, UiKey key)
    {
        bool wantsVote = key.Letter == 'A'
            || (model.Screen == UiScreen.Election && (key.Kind == UiKeyKind.Enter || model.ChoiceOf(key) is not null));
        if (wantsVote)
            return WhyNoVote(model);
        return key.Letter switch
        {
            'S' when model.IsChair => $"the election has started",
            'C' when model.IsChair => $"the vote is not open",
            'S' or 'C' => $"only the chair can do that",
            'F' when model.Settings.IsReadOnly => $"this screen is read-only",
            'F' => $"the node has ended",
            _ => null,
        };
    }

    private static Sentence WhyNoVote(UiModel model) => model switch
    {
        { Settings.IsReadOnly: true } => $"this screen is read-only",
        { Settings.Role: NodeRole.Observer } => $"an observer does not vote",
        { IsVoter: false } => $"this node has no vote in this election",
        { CastAt: not null } or { Detail: { OwnVote: not null, MayChangeVote: false } } => $"your vote is cast, and votes are final",
        { State: ElectionState.Draft or ElectionState.Gathering or ElectionState.Ready } => $"the vote is not open yet",
        _ => $"the vote is closed",
    };
}
