using System.Globalization;
using Election.Node.Screen.Layout;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Node.Screen.Text;
using Election.Node.Talk.Language;
using Election.Voting.Core;

namespace Election.Node.Tests.Screen;

public sealed class UiFrameTests
{
    private static readonly UiSettings s_voter = new() { Id = SampleScreens.Id(1), Role = NodeRole.Voter };
    private static readonly UiSettings s_ascii = s_voter with { IsAscii = true };
    private static readonly UiSettings s_readOnly = s_voter with { IsReadOnly = true };
    private static readonly UiSettings s_spanish = s_voter with { Language = Language.Spanish };

    [Theory]
    [InlineData(Language.EnglishCode)]
    [InlineData(Language.SpanishCode)]
    public void Every_screen_in_every_phase_fits_every_terminal(string language)
    {
        foreach (string phase in SampleScreens.Phases)
        {
            foreach (UiScreen screen in UiScreens.All)
            {
                foreach ((int width, int height) in ((int, int)[])[(0, 0), (1, 1), (59, 16), (60, 15), (60, 16), (60, 20), (80, 24),
                    (99, 30), (100, 24), (200, 50)])
                {
                    UiModel model = SampleScreens.Model(phase,
                        s_voter with { Language = Language.Of(language)!.Value }) with { Screen = screen, Size = (width, height) };
                    FrameCheck.Holds(model, UiFrame.Of(model));
                }
            }
        }
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(60, 16)]
    [InlineData(200, 50)]
    [InlineData(40, 10)]
    public void Every_screen_shows_the_code(int width, int height)
    {
        foreach (UiScreen screen in UiScreens.All)
        {
            UiModel model = SampleScreens.Model("diverged") with { Screen = screen, Size = (width, height), Question = new HelpShown() };
            Assert.Contains("code " + model.Snapshot!.ElectionId!.Value.ToString()[..UiWords.CodeDigits],
                FrameCheck.TextOf(UiFrame.Of(model)));
        }
    }

    [Theory]
    [InlineData(59, 24)]
    [InlineData(80, 15)]
    public void A_terminal_that_is_too_small_says_so_and_that_the_node_keeps_running(int width, int height)
    {
        string text = FrameCheck.TextOf(UiFrame.Of(SampleScreens.Model("open") with { Size = (width, height) })).Replace('\n', ' ');
        Assert.Contains($"At least 60×16 cells are needed; this terminal has {width}×{height}.", text);
        Assert.Contains("The node keeps running.", text);
    }

    [Theory]
    [InlineData(29, 4)]
    [InlineData(22, 1)]
    public void The_smallest_pane_of_five_shows_the_verdict_and_the_code_whole(int width, int height)
    {
        UiModel model = SampleScreens.Model("certified") with { Size = (width, height), IsNodeEnded = true };
        string first = UiFrame.Of(model).Top[0].Text;
        Assert.StartsWith("n1 certified ", first);
        Assert.EndsWith(UiWords.Code(model), first);
    }

    [Theory]
    [InlineData(0, "1 of 5 here")]
    [InlineData(1, "1 of 5 here")]
    [InlineData(4, "4 of 5 here")]
    [InlineData(5, "barrier 4/5 ready")]
    public void The_header_counts_the_nodes_until_all_are_here(int discovered, string said)
    {
        NodePicture picture = SampleScreens.Of("gathering")!;
        UiModel model = SampleScreens.Model("gathering") with { Picture =
            picture with { Snapshot = picture.Snapshot with { Discovered = discovered } } };
        Assert.Contains(" · " + said + " · ", UiFrame.Of(model).Top[0].Text);
        Assert.Contains(said, UiFrame.Of(model with { Size = (29, 4) }).Top[0].Text);
    }

    [Fact]
    public void Panes_stand_side_by_side_from_100_columns_and_are_stacked_below()
    {
        UiFrame wide = UiFrame.Of(SampleScreens.Model("open") with { Size = (100, 24) });
        Assert.Equal(wide.Panes[0].Area.Top, wide.Panes[1].Area.Top);
        UiFrame narrow = UiFrame.Of(SampleScreens.Model("open") with { Size = (99, 24) });
        Assert.Equal(narrow.Panes[0].Area.Left, narrow.Panes[1].Area.Left);
    }

    [Fact]
    public void Without_the_height_for_two_panes_Tab_shows_the_other()
    {
        UiModel model = SampleScreens.Model("open") with { Size = (60, 16) };
        Assert.Equal("Delegate", Assert.Single(UiFrame.Of(model).Panes).Title);
        UiModel other = UiUpdate.Apply(model, new KeyPressed(new UiKey(UiKeyKind.Tab))).Model;
        Assert.Equal("Progress", Assert.Single(UiFrame.Of(other).Panes).Title);
    }

    [Fact]
    public void A_divergence_stands_over_every_screen_in_words()
    {
        foreach (UiScreen screen in UiScreens.All)
            Assert.Contains("DIVERGED (see 4 Compare): n1 and n4 differ",
                FrameCheck.TextOf(UiFrame.Of(SampleScreens.Model("diverged") with { Screen = screen })));
    }

    [Fact]
    public void Every_screen_says_that_the_group_has_no_majority() =>
        Assert.Contains("no quorum (2 of 5)", UiFrame.Of(SampleScreens.Model("blocked") with { Screen = UiScreen.Log }).Top[2].Text);

    [Fact]
    public void The_barrier_names_the_missing_nodes() =>
        Assert.Contains("4/5 ready, waiting for n3",
            FrameCheck.TextOf(UiFrame.Of(SampleScreens.Model("gathering") with { Screen = UiScreen.Members })));

    [Fact]
    public void A_node_that_was_heard_but_is_not_a_member_is_listed_as_an_observer()
    {
        NodePicture open = SampleScreens.Of("open")!;
        PresenceView[] heard = [new(SampleScreens.Id(2), true, TimeSpan.Zero, null),
            new(Groups.Model.MemberId.Parse("zoe"), false, TimeSpan.Zero, null)];
        UiModel model = SampleScreens.Model("open") with { Screen = UiScreen.Members,
            Picture = open with { Detail = open.Detail with { Presence = [.. heard] } } };
        string row = Assert.Single(UiFrame.Of(model).Panes[0].Lines, line => line.Text.Contains("observer", StringComparison.Ordinal)).Text;
        Assert.StartsWith("zoe ", row);
        Assert.EndsWith(" observer", row);
    }

    [Fact]
    public void Bars_are_as_long_as_their_share_and_neighbours_differ_in_shape()
    {
        UiFrame frame = UiFrame.Of(SampleScreens.Model("certified"));
        string[] rows = [.. frame.Panes[0].Lines.Select(line => line.Text).Where(row => row.Contains('[') && row.Contains('%'))];
        Assert.Equal(2, rows.Length);
        int first = rows[0].Count(c => c == '█'), second = rows[1].Count(c => c == '▒');
        Assert.InRange(first, 1, 80);
        Assert.Equal(first * 2 / 3, second);
        Assert.Contains("60%", rows[0]);
        Assert.Contains("your vote", rows[0]);
    }

    [Fact]
    public void Thirty_choices_scroll_to_keep_the_selected_one_visible()
    {
        NodePicture many = SampleScreens.Of("open")!.WithChoices([.. Enumerable.Range(1, 30).Select(i => $"choice {i}")]);
        UiModel model = UiUpdate.Apply(SampleScreens.Model("open"), new SnapshotArrived(many, TimeSpan.FromSeconds(4))).Model;
        for (int i = 0; i < 29; i++)
        {
            model = UiUpdate.Apply(model, new KeyPressed(new UiKey(UiKeyKind.Down))).Model;
            Assert.Contains($"choice {i + 2} ", FrameCheck.TextOf(UiFrame.Of(model)));
        }
    }

    [Fact]
    public void Names_with_wide_letters_marks_and_controls_break_no_frame()
    {
        NodePicture odd = SampleScreens.Of("open")!.WithChoices("投票投票投票投票投票投票投票投票投票投票投票投票", "e\u0301\u0301\u0301", "\u001b]0;x\u0007",
            new string('W', 64));
        for (int width = UiFrame.LeastWidth; width <= 120; width++)
        {
            UiModel model = UiUpdate.Apply(SampleScreens.Model("open") with { Size = (width, 20) },
                new SnapshotArrived(odd, TimeSpan.FromSeconds(4))).Model;
            FrameCheck.Holds(model, UiFrame.Of(model));
        }
    }

    [Fact]
    public void Ascii_frames_hold_nothing_but_ascii_and_have_the_same_shape()
    {
        foreach (string phase in SampleScreens.Phases)
        {
            UiFrame plain = UiFrame.Of(SampleScreens.Model(phase, s_ascii));
            Assert.True(System.Text.Ascii.IsValid(FrameCheck.TextOf(plain)));
            Assert.Equal(UiFrame.Of(SampleScreens.Model(phase)).Top.Select(line => line.Width), plain.Top.Select(line => line.Width));
        }
    }

    [Theory]
    [InlineData(Language.EnglishCode)]
    [InlineData(Language.SpanishCode)]
    public void Help_lists_every_key_of_the_table(string language)
    {
        UiSettings chair = s_voter with { Role = NodeRole.Chair, Language = Language.Of(language)!.Value };
        UiModel help = SampleScreens.Model("open", chair) with { Question = new HelpShown(), Size = (80, 50) };
        string text = FrameCheck.TextOf(UiFrame.Of(help));
        Assert.All(KeyTable.All, row => Assert.Contains(help.Say(row.Shown) + " ", text));
    }

    [Fact]
    public void Hints_name_only_keys_that_are_available()
    {
        Assert.Contains("a-b vote", UiFrame.Of(SampleScreens.Model("open")).Bottom.Text);
        Assert.DoesNotContain("vote", UiFrame.Of(SampleScreens.Model("voted")).Bottom.Text);
        Assert.Contains("C close", UiFrame.Of(SampleScreens.Model("voted", NodeRole.Chair)).Bottom.Text);
        Assert.DoesNotContain("F fault", UiFrame.Of(SampleScreens.Model("open", s_readOnly)).Bottom.Text);
    }

    [Theory]
    [InlineData("gathering", "S")]
    [InlineData("open", "C")]
    public void The_smallest_terminal_hints_at_keys_that_act_on_the_election_in_both_languages(string phase, string key)
    {
        foreach (string language in (string[])[Language.EnglishCode, Language.SpanishCode])
        {
            UiSettings chair = s_voter with { Role = NodeRole.Chair, Language = Language.Of(language)!.Value };
            UiFrame frame = UiFrame.Of(SampleScreens.Model(phase, chair) with { Size = (UiFrame.LeastWidth, UiFrame.LeastHeight) });
            string[] keys = [.. frame.Bottom.Segments.Where(segment => segment.Tone == Tone.Key).Select(segment => segment.Text)];
            string[] acting = phase == "open" ? ["a-b", "A", key] : [key];
            Assert.All(acting.Append("q"), wanted => Assert.Contains(wanted, keys));
        }
    }

    [Fact]
    public void The_smallest_terminal_names_all_screens()
    {
        foreach (UiScreen shown in UiScreens.All)
        {
            string line = UiFrame.Of(SampleScreens.Model("open", s_spanish) with { Screen = shown,
                Size = (UiFrame.LeastWidth, UiFrame.LeastHeight) }).Top[1].Text;
            Assert.All(UiScreens.All, screen => Assert.Contains($"{screen.Number()} {Language.Spanish.Say(screen.Title())}", line));
        }
    }

    [Fact]
    public void A_statement_held_back_says_why()
    {
        string text = FrameCheck.TextOf(UiFrame.Of(SampleScreens.Model("open") with { Screen = UiScreen.Delivery, Size = (120, 30) }));
        Assert.Contains("awaits a majority", text);
        Assert.Contains("message 7 from n4 is missing and was requested", text);
    }

    [Fact]
    public void A_filter_leaves_only_the_rows_that_contain_it()
    {
        UiModel model = SampleScreens.Model("open") with { Screen = UiScreen.Network, Filter = "N4" };
        string text = string.Join('\n', UiFrame.Of(model).Panes[0].Lines.Skip(1).Select(line => line.Text));
        Assert.StartsWith("n4", text);
        Assert.DoesNotContain("n2", text);
        Assert.Contains("/ N4", UiFrame.Of(model).Panes[0].Title);
    }

    [Fact]
    public void Questions_and_notices_follow_the_language_of_the_screen()
    {
        UiModel asked = UiUpdate.Apply(SampleScreens.Model("open"), new KeyPressed(UiKey.Of('b'))).Model;
        string english = FrameCheck.TextOf(UiFrame.Of(asked));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.SpanishCode);
        Assert.Equal(english, FrameCheck.TextOf(UiFrame.Of(asked)));
        // The question asked in English, with its answers: the model kept no translated text.
        UiModel spanish = asked with { Settings = s_spanish };
        string text = FrameCheck.TextOf(UiFrame.Of(spanish));
        Assert.Equal(FrameCheck.TextOf(UiFrame.Of(UiUpdate.Apply(SampleScreens.Model("open", s_spanish),
            new KeyPressed(UiKey.Of('b'))).Model)), text);
        Assert.DoesNotContain("Vote for", text);
        Assert.Contains("¿", text);
    }
}
