using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Election.Node.Screen;
using Election.Voting.Core;
using Terminal.Gui.Input;

namespace Election.Node.Tests.Screen;

public sealed class NodeAppTests
{
    // Several times the garbage of one picture at 200×50.
    private const long MostGarbage = 250_000;

    [Fact]
    public void A_vote_is_chosen_and_confirmed_by_keys()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        headless.Press('b');
        Assert.Contains("Vote for Pérez?", headless.Frame());
        Assert.Empty(headless.Effects);
        headless.Press('y');
        Assert.Equal(new CastVoteEffect(1), Assert.Single(headless.Effects));
        Assert.DoesNotContain("Vote for Pérez?", headless.Frame());
    }

    [Fact]
    public void Named_keys_arrive_as_themselves()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        headless.Press(Key.CursorRight);
        Assert.Equal(UiScreen.Members, headless.Model.Screen);
        headless.Press(Key.CursorLeft, Key.Tab);
        Assert.Equal((UiScreen.Election, 1), (headless.Model.Screen, headless.Model.Pane));
        headless.Press(Key.Tab.WithShift, Key.CursorDown, Key.Enter);
        Assert.Equal(new CastVoteEffect(1), Assert.IsType<Confirmation>(headless.Model.Question).Then);
        headless.Press(Key.Esc);
        Assert.Null(headless.Model.Question);
        headless.Press('/', 'x', Key.Backspace);
        Assert.Equal("", headless.Model.Prompt!.Text);
        headless.Press(Key.C.WithCtrl);
        Assert.IsType<LeaveEffect>(Assert.IsType<Confirmation>(headless.Model.Question).Then);
    }

    [Fact]
    public void Unknown_keys_change_nothing()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        string before = headless.Frame();
        headless.Press(Key.F1, Key.InsertChar, Key.A.WithCtrl, Key.B.WithAlt, Key.Delete);
        Assert.Equal(before, headless.Frame());
    }

    [Fact]
    public void A_click_on_a_hint_presses_its_key()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        string[] rows = headless.Frame().Split('\n');
        headless.Click(rows[1].IndexOf("4 Compare", StringComparison.Ordinal) + 2, 1);
        Assert.Equal(UiScreen.Compare, headless.Model.Screen);
        headless.Press('1');
        int row = Array.FindIndex(headless.Frame().Split('\n'), line => line.Contains("[b] Pérez", StringComparison.Ordinal));
        headless.Click(6, row);
        Assert.Equal(1, headless.Model.Choice);
        Assert.IsType<Confirmation>(headless.Model.Question);
        string[] asked = headless.Frame().Split('\n');
        int answers = Array.FindIndex(asked, line => line.Contains("[ y vote", StringComparison.Ordinal));
        headless.Click(asked[answers].IndexOf("[ y vote", StringComparison.Ordinal) + 3, answers);
        Assert.Equal(new CastVoteEffect(1), Assert.Single(headless.Effects));
    }

    [Fact]
    public void Pasted_text_casts_no_vote()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        headless.Paste("a\ny\n");
        Assert.Null(headless.Model.Question);
        Assert.Empty(headless.Effects);
        headless.Press('/');
        headless.Paste("n\u001b[2J3");
        Assert.Equal("n?[2J3", headless.Model.Prompt!.Text);
    }

    [Fact]
    public void A_storm_of_sizes_breaks_no_frame()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        string before = headless.Frame();
        var random = new SplitMix64(3);
        for (int i = 0; i < 150; i++)
        {
            (int width, int height) = ((int)(random.Next() % 220), (int)(random.Next() % 70));
            headless.Resize(width, height);
            string[] rows = headless.Frame().TrimEnd('\n').Split('\n');
            Assert.InRange(rows.Length, 0, Math.Max(1, height));
            Assert.All(rows, row => Assert.InRange(row.Length, 0, width));
        }
        headless.Resize(0, 0);
        _ = headless.Frame();
        headless.Resize(80, 24);
        Assert.Equal(before, headless.Frame());
    }

    [Fact]
    public void Hostile_names_reach_no_cell_as_control_characters()
    {
        NodePicture odd = SampleScreens.Of("open")!.WithChoices("投票投票", "e\u0301\u0301", "\u001b]0;x\u0007", "a_b_c");
        using var headless = new Headless(SampleScreens.Model("open") with { Picture =
            odd with { Snapshot = odd.Snapshot with { Title = "_T_\u001b[31m" } } }, 80, 24);
        string frame = headless.Frame();
        Assert.DoesNotContain(frame.Replace("\n", ""), char.IsControl);
        Assert.Contains("投票投票", frame);
        Assert.Contains("_T_?[31m", frame);
        string[] rows = frame.Split('\n');
        Assert.All(rows.Where(row => row.Contains("投票", StringComparison.Ordinal)), row => Assert.Equal(80 - 4, row.Length));
    }

    [Fact]
    public void The_mailbox_keeps_the_latest_picture_and_the_last_notices()
    {
        var mailbox = new Mailbox();
        for (int i = 0; i < Mailbox.MaxNotices + 5; i++)
            mailbox.Put(new Notice(NoticeLevel.Info, $"notice {i}"));
        mailbox.Put(SampleScreens.Of("open")!);
        mailbox.Put(SampleScreens.Of("certified")!);
        mailbox.PutEnd();
        IReadOnlyList<UiMessage> messages = mailbox.TakeAll(TimeSpan.Zero);
        Assert.Equal("notice 5", Assert.IsType<NoticeArrived>(messages[0]).Text.ToString());
        Assert.Equal(Mailbox.MaxNotices + 2, messages.Count);
        Assert.Equal(ElectionState.Certified, Assert.IsType<SnapshotArrived>(messages[^2]).Picture.Snapshot.State);
        Assert.IsType<NodeEnded>(messages[^1]);
        Assert.Empty(mailbox.TakeAll(TimeSpan.Zero));
    }

    [Fact]
    public void A_hundred_pictures_are_laid_out_with_little_garbage()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 200, 50);
        NodePicture open = SampleScreens.Of("open")!, voted = SampleScreens.Of("voted")!;
        for (int i = 0; i < UiModel.MaxLog; i++)
            headless.Take(new NoticeArrived(NoticeLevel.Info, $"notice {i}", headless.Now));
        _ = headless.Frame();
        long allocated = 0;
        for (int i = 0; i < 100; i++)
        {
            headless.Mailbox.Put(i % 2 == 0 ? voted : open);
            long before = GC.GetAllocatedBytesForCurrentThread();
            headless.Look();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            _ = headless.Frame();
        }
        // Work that grows with the log, the cells or the pictures before shows up here on any machine. The library's own drawing is
        // not measured.
        Assert.True(allocated < 100 * MostGarbage, $"{allocated / 100} bytes for a picture");
    }
}
