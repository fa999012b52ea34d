using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Tests.Screen;

public sealed class UiUpdateTests
{
    private static readonly UiKey s_enter = new(UiKeyKind.Enter);
    private static readonly UiKey s_escape = new(UiKeyKind.Escape);
    private static readonly UiKey s_interrupt = new(UiKeyKind.Interrupt);

    [Fact]
    public void A_letter_asks_and_only_a_yes_votes()
    {
        UiStep asked = Press(SampleScreens.Model("open"), 'b');
        Assert.Contains("Pérez", Assert.IsType<Confirmation>(asked.Model.Question).Text.ToString());
        Assert.Empty(asked.Effects);
        Assert.Empty(Press(asked.Model, 'x').Effects);
        UiStep back = Press(asked.Model, 'n');
        Assert.Null(back.Model.Question);
        Assert.Empty(back.Effects);
        UiStep cast = UiUpdate.Apply(asked.Model, new KeyPressed(s_enter));
        Assert.Equal(new CastVoteEffect(1), Assert.Single(cast.Effects));
        Assert.False(cast.Model.CanVote);
    }

    [Fact]
    public void Arrows_select_a_choice_and_return_asks_about_it()
    {
        UiModel pointed = Press(SampleScreens.Model("open"), UiKeyKind.Down).Model;
        Assert.Equal(1, pointed.Choice);
        Assert.Equal(1, Press(pointed, UiKeyKind.Down).Model.Choice);
        Assert.Equal(new CastVoteEffect(1), Assert.IsType<Confirmation>(Press(pointed, UiKeyKind.Enter).Model.Question).Then);
        Assert.Equal(0, Press(pointed, UiKeyKind.Up).Model.Choice);
    }

    [Fact]
    public void On_a_terminal_that_is_too_small_only_the_key_to_leave_works()
    {
        UiModel small = UiUpdate.Apply(SampleScreens.Model("open"), new Resized(UiFrame.LeastWidth - 1, UiFrame.LeastHeight)).Model;
        UiModel pressed = small;
        foreach (UiKey key in new[] { UiKey.Of('b'), UiKey.Of('A'), UiKey.Of('F'), UiKey.Of('3'), new(UiKeyKind.Down), s_enter,
            UiKey.Of('y') })
        {
            UiStep step = UiUpdate.Apply(pressed, new KeyPressed(key));
            Assert.Empty(step.Effects);
            pressed = step.Model;
        }
        Assert.Equal(small, pressed);
        UiModel asked = Press(pressed, 'q').Model;
        Assert.Contains("q again to leave", string.Concat(UiFrame.Of(asked).Top.Select(line => line.Text.Trim() + " ")),
            StringComparison.Ordinal);
        Assert.Null(Press(asked, 'y').Model.Question);
        Assert.Equal(new LeaveEffect(), Assert.Single(Press(asked, 'q').Effects));
        Assert.Equal(new LeaveEffect(), Assert.Single(Press(asked, UiKeyKind.Interrupt).Effects));
    }

    [Fact]
    public void A_question_that_can_no_longer_be_seen_is_not_answered()
    {
        UiModel small = UiUpdate.Apply(Press(SampleScreens.Model("open"), 'b').Model, new Resized(10, 5)).Model;
        Assert.Empty(Press(small, 'y').Effects);
        Assert.Equal(new CastVoteEffect(1), Assert.Single(Press(UiUpdate.Apply(small, new Resized(80, 24)).Model, 'y').Effects));
    }

    [Fact]
    public void A_capital_A_abstains_after_a_yes() =>
        Assert.Equal(new CastVoteEffect(null), Assert.Single(Press(Press(SampleScreens.Model("open"), 'A').Model, 'y').Effects));

    [Fact]
    public void A_counted_vote_may_be_followed_by_another_if_the_last_vote_wins()
    {
        UiModel voted = SampleScreens.Model("voted");
        NodePicture picture = voted.Picture!;
        UiModel model = voted with { Picture = picture with { Detail = picture.Detail with { MayChangeVote = true,
            Rule = new LastVoteWinsRule() } } };
        Assert.True(model.CanVote);
        Assert.Equal("Your vote for Sánchez is counted at index 4; you may vote again.", UiWords.OwnVote(model).ToString());
        UiStep asked = Press(model, 'b');
        Assert.Equal("Vote for Pérez? The last vote counts.", Assert.IsType<Confirmation>(asked.Model.Question).Text.ToString());
        Assert.Equal("Abstain from this vote? The last vote counts.",
            Assert.IsType<Confirmation>(Press(model, 'A').Model.Question).Text.ToString());
        Assert.False(UiUpdate.Apply(asked.Model, new KeyPressed(s_enter)).Model.CanVote);
    }

    [Theory]
    [InlineData("plurality", null, null)]
    [InlineData("first-to-3", null, "first to 3: none yet")]
    [InlineData("first-to-3", 1, "first to 3: Pérez was first")]
    [InlineData("last-vote-wins", null, "the last vote of each voter wins")]
    public void The_rule_is_shown_if_the_bars_do_not_suffice(string text, int? first, string? shown)
    {
        CountingRule rule = CountingRule.Read(text).OrThrow();
        UiModel open = SampleScreens.Model("open");
        UiModel model = open with { Picture = open.Picture! with { Detail = open.Picture.Detail with { Rule = rule, First = first } } };
        Assert.Equal(shown, UiWords.Rule(model)?.ToString());
        Assert.Equal(shown is not null, ProgressPane.Of(model, 80).Head.Any(line => line.Text == $"rule: {shown}"));
    }

    [Theory]
    [InlineData("gathering", "not open yet")]
    [InlineData("voted", "final")]
    [InlineData("certified", "closed")]
    public void A_vote_that_cannot_be_cast_says_why(string phase, string why)
    {
        UiModel model = phase == "certified" ? WithoutVote(phase) : SampleScreens.Model(phase);
        UiStep step = Press(model, 'a');
        Assert.Null(step.Model.Question);
        Assert.Contains(why, step.Model.Hint!.ToString());
    }

    [Theory]
    [InlineData(NodeRole.Observer, false, "observer")]
    [InlineData(NodeRole.Voter, true, "read-only")]
    [InlineData(NodeRole.Chair, true, "read-only")]
    public void An_observer_changes_nothing(NodeRole role, bool isReadOnly, string why)
    {
        UiModel model = SampleScreens.Model("open", new UiSettings { Id = SampleScreens.Id(1), Role = role, IsReadOnly = isReadOnly });
        Assert.Contains(why, Press(model, 'a').Model.Hint!.ToString());
        foreach (char key in "abASC")
        {
            UiStep step = Press(model, key);
            Assert.Null(step.Model.Question);
            Assert.Empty(step.Effects);
        }
        Assert.Equal(isReadOnly, Press(model, 'F').Model.Prompt is null);
    }

    [Fact]
    public void A_vote_cast_is_under_way_until_the_node_shows_it_or_two_seconds_have_passed()
    {
        UiModel cast = Press(Press(SampleScreens.Model("open"), 'a').Model, 'y').Model;
        Assert.False(cast.CanVote);
        Assert.False(UiUpdate.Apply(cast, new SnapshotArrived(SampleScreens.Of("open")!, TimeSpan.FromSeconds(4))).Model.CanVote);
        Assert.True(UiUpdate.Apply(cast, new Ticked(TimeSpan.FromSeconds(6))).Model.CanVote);
        UiModel shown = UiUpdate.Apply(cast, new SnapshotArrived(SampleScreens.Of("voted")!, TimeSpan.FromSeconds(4))).Model;
        Assert.Null(shown.CastAt);
        Assert.False(shown.CanVote);
    }

    [Fact]
    public void Leaving_asks_while_a_vote_is_at_risk_and_a_second_time_forces()
    {
        foreach (UiKey key in (UiKey[])[UiKey.Of('q'), s_interrupt])
        {
            UiStep first = UiUpdate.Apply(SampleScreens.Model("open"), new KeyPressed(key));
            Assert.Empty(first.Effects);
            Assert.IsType<LeaveEffect>(Assert.IsType<Confirmation>(first.Model.Question).Then);
            Assert.IsType<LeaveEffect>(Assert.Single(UiUpdate.Apply(first.Model, new KeyPressed(key)).Effects));
            Assert.Empty(UiUpdate.Apply(first.Model, new KeyPressed(s_escape)).Effects);
        }
    }

    [Theory]
    [InlineData("voted", NodeRole.Voter)]
    [InlineData("certified", NodeRole.Voter)]
    [InlineData("open", NodeRole.Observer)]
    public void Leaving_does_not_ask_when_no_vote_is_at_risk(string phase, NodeRole role) =>
        Assert.IsType<LeaveEffect>(Assert.Single(Press(SampleScreens.Model(phase, role), 'q').Effects));

    [Fact]
    public void Control_C_leaves_prompts_and_help_and_questions_too()
    {
        foreach (char before in "?/Fb")
        {
            UiStep step = UiUpdate.Apply(Press(SampleScreens.Model("open"), before).Model, new KeyPressed(s_interrupt));
            Assert.IsType<LeaveEffect>(Assert.IsType<Confirmation>(step.Model.Question).Then);
            Assert.Null(step.Model.Prompt);
        }
    }

    [Fact]
    public void Numbers_and_arrows_show_screens()
    {
        UiModel model = SampleScreens.Model("open");
        foreach (UiScreen screen in UiScreens.All)
            Assert.Equal(screen, Press(model, screen.Number()).Model.Screen);
        Assert.Equal("123456", string.Concat(UiScreens.All.Select(screen => screen.Number())));
        Assert.Equal(UiScreen.Election, Press(model, '7').Model.Screen);
        UiModel around = model;
        foreach (UiScreen _ in UiScreens.All)
            around = Press(around, UiKeyKind.Right).Model;
        Assert.Equal(model.Screen, around.Screen);
        Assert.Equal(UiScreen.Log, Press(model, UiKeyKind.Left).Model.Screen);
    }

    [Fact]
    public void Only_the_chair_starts_and_closes_and_only_when_it_can()
    {
        Assert.IsType<StartWithPresentEffect>(Assert.Single(Press(Press(SampleScreens.Model("gathering", NodeRole.Chair), 'S').Model,
            'y').Effects));
        Assert.IsType<CloseVoteEffect>(Assert.Single(Press(Press(SampleScreens.Model("open", NodeRole.Chair), 'C').Model, 'y').Effects));
        Assert.Null(Press(SampleScreens.Model("open", NodeRole.Chair), 'S').Model.Question);
        Assert.Null(Press(SampleScreens.Model("gathering", NodeRole.Chair), 'C').Model.Question);
        Assert.Contains("chair", Press(SampleScreens.Model("gathering"), 'S').Model.Hint!.ToString());
    }

    [Fact]
    public void A_question_disappears_when_it_can_no_longer_be_answered()
    {
        UiModel asked = Press(SampleScreens.Model("open"), 'a').Model;
        Assert.Null(UiUpdate.Apply(asked, new SnapshotArrived(SampleScreens.Of("certified")!, TimeSpan.FromSeconds(5))).Model.Question);
        Assert.NotNull(UiUpdate.Apply(asked, new SnapshotArrived(SampleScreens.Of("open")!, TimeSpan.FromSeconds(5))).Model.Question);
    }

    [Fact]
    public void The_bell_rings_once_for_a_divergence()
    {
        var news = new SnapshotArrived(SampleScreens.Of("diverged")!, TimeSpan.FromSeconds(5));
        UiStep first = UiUpdate.Apply(SampleScreens.Model("open"), news);
        Assert.IsType<RingBellEffect>(Assert.Single(first.Effects));
        Assert.Empty(UiUpdate.Apply(first.Model, news).Effects);
    }

    [Fact]
    public void A_fault_is_typed_checked_and_added()
    {
        UiModel prompt = Press(SampleScreens.Model("open"), 'F').Model;
        UiModel wrong = UiUpdate.Apply(Type(prompt, "loss=200%"), new KeyPressed(s_enter)).Model;
        Assert.NotNull(wrong.Prompt!.Error);
        UiStep right = UiUpdate.Apply(Type(prompt, "n2>n1:loss=30%"), new KeyPressed(s_enter));
        Assert.Equal("n2>n1:loss=30%", Assert.IsType<AddFaultEffect>(Assert.Single(right.Effects)).Fault.ToString());
        Assert.Null(right.Model.Prompt);
        Assert.IsType<ClearFaultsEffect>(Assert.Single(UiUpdate.Apply(Type(prompt, "none"), new KeyPressed(s_enter)).Effects));
        Assert.Empty(UiUpdate.Apply(prompt, new KeyPressed(s_enter)).Effects);
    }

    [Fact]
    public void A_fault_that_no_node_obeys_is_refused_in_words()
    {
        UiModel open = SampleScreens.Model("open");
        open = open with { Settings = open.Settings with { ObjectionToFault = FaultsInForce.ObjectionAfterStart } };
        UiModel prompt = Press(open, 'F').Model;
        UiStep late = UiUpdate.Apply(Type(prompt, "n1:start-delay=1s"), new KeyPressed(s_enter));
        Assert.Contains("too late", late.Model.Prompt!.Error!.ToString());
        Assert.Empty(late.Effects);
    }

    [Fact]
    public void Pasted_text_never_acts_as_keys()
    {
        UiModel model = SampleScreens.Model("open");
        Assert.Equal(model, UiUpdate.Apply(model, new TextPasted("a\ny\nq")).Model);
        UiModel filter = Press(model, '/').Model;
        Assert.Equal("a y\u003f", UiUpdate.Apply(filter, new TextPasted("a\ny\u001b")).Model.Prompt!.Text);
        Assert.Equal("", UiUpdate.Apply(filter, new TextPasted(new string('x', UiPrompt.MaxLength + 1))).Model.Prompt!.Text);
    }

    [Fact]
    public void A_filter_is_typed_shown_and_cancelled()
    {
        UiModel typed = Type(Press(SampleScreens.Model("open"), '/').Model, "n3x");
        UiModel filtered = UiUpdate.Apply(UiUpdate.Apply(typed, new KeyPressed(new UiKey(UiKeyKind.Backspace))).Model,
            new KeyPressed(s_enter)).Model;
        Assert.Equal("n3", filtered.Filter);
        Assert.Equal("", UiUpdate.Apply(filtered, new KeyPressed(s_escape)).Model.Filter);
    }

    [Fact]
    public void The_log_forgets_its_oldest_line_at_its_limit()
    {
        UiModel model = SampleScreens.Model("open");
        for (int i = 0; i < UiModel.MaxLog + 7; i++)
            model = UiUpdate.Apply(model, new NoticeArrived(NoticeLevel.Info, $"line {i}", TimeSpan.FromSeconds(i))).Model;
        Assert.Equal(UiModel.MaxLog, model.Log.Length);
        Assert.Equal("line 7", model.Log[0].Text.ToString());
    }

    [Fact]
    public void Rows_scroll_no_further_than_the_last_one()
    {
        UiModel log = Press(SampleScreens.Model("open"), UiScreen.Log.Number()).Model;
        for (int i = 0; i < 100; i++)
            log = UiUpdate.Apply(log, new NoticeArrived(NoticeLevel.Info, $"line {i}", TimeSpan.FromSeconds(4))).Model;
        Assert.Contains("line 99", TextOf(log));
        UiModel first = Press(log, UiKeyKind.Home).Model;
        Assert.Contains("ttl 0", TextOf(first));
        Assert.DoesNotContain("line 99", TextOf(first));
        Assert.Equal(TextOf(first), TextOf(Press(first, UiKeyKind.Up).Model));
        Assert.Equal(0, Press(first, UiKeyKind.End).Model.Scroll[0]);
    }

    [Fact]
    public void Time_runs_down_between_two_snapshots()
    {
        UiModel model = SampleScreens.Model("open");
        Assert.Equal(TimeSpan.FromSeconds(95), model.TimeLeft);
        Assert.Equal(TimeSpan.FromSeconds(90), UiUpdate.Apply(model, new Ticked(TimeSpan.FromSeconds(8))).Model.TimeLeft);
        Assert.Equal(TimeSpan.Zero, UiUpdate.Apply(model, new Ticked(TimeSpan.FromHours(1))).Model.TimeLeft);
    }

    [Fact]
    public void Any_keys_in_any_phase_leave_a_screen_that_can_be_drawn()
    {
        var random = new SplitMix64(7);
        UiKeyKind[] kinds = Enum.GetValues<UiKeyKind>();
        const string letters = "abcxyzqnASCF/?1234567 =%>";
        UiModel model = SampleScreens.Model("open", NodeRole.Chair);
        for (int i = 0; i < 3000; i++)
        {
            UiMessage message = (random.Next() % 12) switch
            {
                0 => new Resized((int)(random.Next() % 140), (int)(random.Next() % 50)),
                1 when SampleScreens.Of(SampleScreens.Phases[(int)(random.Next() % (ulong)SampleScreens.Phases.Length)]) is { } picture =>
                    new SnapshotArrived(picture, TimeSpan.FromMilliseconds(i)),
                2 => new TextPasted("投\u001b[2J票"),
                3 or 4 or 5 => new KeyPressed(new UiKey(kinds[1 + (int)(random.Next() % (ulong)(kinds.Length - 1))])),
                _ => new KeyPressed(UiKey.Of(letters[(int)(random.Next() % (ulong)letters.Length)])),
            };
            model = UiUpdate.Apply(model, message).Model;
            FrameCheck.Holds(model, UiFrame.Of(model));
        }
    }

    [Fact]
    public void Every_key_of_the_table_is_found_when_it_is_offered_and_none_appears_twice()
    {
        UiModel model = SampleScreens.Model("open", NodeRole.Chair);
        foreach (KeyBinding row in KeyTable.All.Where(row => row.IsOffered(model)))
            Assert.All(row.Keys, key => Assert.Equal(row.Command, KeyTable.Find(model, key)!.Command));
        ImmutableArray<UiKey> keys = [.. KeyTable.All.SelectMany(row => row.Keys)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.DoesNotContain(keys, key => KeyTable.ChoiceLetters.Contains(key.Letter));
        Assert.DoesNotContain('q', KeyTable.ChoiceLetters);
    }

    private static UiModel WithoutVote(string phase)
    {
        NodePicture picture = SampleScreens.Of(phase)!;
        return SampleScreens.Model(phase) with { Picture = picture with { Detail = picture.Detail with { OwnVote = null } } };
    }

    private static UiStep Press(UiModel model, char key) => UiUpdate.Apply(model, new KeyPressed(UiKey.Of(key)));

    private static UiStep Press(UiModel model, UiKeyKind key) => UiUpdate.Apply(model, new KeyPressed(new UiKey(key)));

    private static UiModel Type(UiModel model, string text) => text.Aggregate(model, (typed, key) => Press(typed, key).Model);

    private static string TextOf(UiModel model) => FrameCheck.TextOf(UiFrame.Of(model));
}
