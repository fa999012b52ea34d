using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Pictures;
using Terminal.Gui.Input;

namespace Election.Node.Tests.Screen;

/// <summary>
/// A screen draws only changes. The tests count frames and cells, which are the same on every machine; <c>election bench screen</c>
/// measures the cost.
/// </summary>
public sealed class DrawingTests
{
    // Two rows of a tally, with its share, its bar and the sum in the header.
    private const long MostCellsOfAVote = 2 * 200;

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public void The_first_frame_sets_every_cell_once(int width, int height)
    {
        using var headless = new Headless(SampleScreens.Model("open"), width, height);
        _ = headless.Frame();
        Assert.Equal((1, width * height), headless.Drawn);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public void Each_picture_with_another_tally_draws_one_frame_that_sets_the_cells_of_the_tally(int width, int height)
    {
        using var headless = new Headless(SampleScreens.Model("open"), width, height);
        _ = headless.Frame();
        (long frames, long cells) = headless.Drawn;
        const int pictures = 100;
        for (int i = 0; i < pictures; i++)
        {
            headless.Mailbox.Put(WithTally(2 + (i % 2), 1));
            headless.Look();
            _ = headless.Frame();
        }
        Assert.Equal(frames + pictures, headless.Drawn.Frames);
        Assert.InRange(headless.Drawn.Cells - cells, pictures, pictures * MostCellsOfAVote);
    }

    [Fact]
    public void Unchanged_pictures_and_invisible_time_draw_nothing()
    {
        using var headless = new Headless(SampleScreens.Model("certified"), 80, 24);
        _ = headless.Frame();
        (long, long) before = headless.Drawn;
        for (int i = 0; i < 100; i++)
        {
            headless.Now += TimeSpan.FromMilliseconds(250);
            headless.Mailbox.Put(SampleScreens.Of("certified")!);
            headless.Look();
            _ = headless.Frame();
        }
        Assert.Equal(before, headless.Drawn);
    }

    [Fact]
    public void A_flood_of_notices_between_two_looks_is_one_frame()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        _ = headless.Frame();
        long before = headless.Drawn.Frames;
        for (int i = 0; i < 200; i++)
            headless.Mailbox.Put(new Notice(NoticeLevel.Info, $"notice {i}"));
        headless.Look();
        _ = headless.Frame();
        Assert.Equal(before + 1, headless.Drawn.Frames);
        Assert.Contains("notice 199", headless.Frame());
    }

    [Fact]
    public void A_pointer_that_moves_sets_the_cells_of_two_rows()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        _ = headless.Frame();
        long before = headless.Drawn.Cells;
        headless.Press(Key.CursorDown);
        _ = headless.Frame();
        Assert.InRange(headless.Drawn.Cells - before, 2, 2 * 80);
    }

    [Fact]
    public void Cells_that_the_library_empties_are_set_again()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        string before = headless.Frame();
        headless.Resize(80, 24);
        Assert.Equal(before, headless.Frame());
    }

    [Fact]
    public void Wide_letters_that_come_and_go_leave_no_half_behind()
    {
        using var headless = new Headless(SampleScreens.Model("open"), 80, 24);
        string before = headless.Frame();
        foreach (string[] choices in (string[][])[["投票", "票"], ["a投", "票b"], ["Sánchez", "Pérez"]])
        {
            NodePicture picture = SampleScreens.Of("open")!;
            headless.Take(new SnapshotArrived(picture with { Snapshot = picture.Snapshot with { Choices = [.. choices] } }, headless.Now));
            string frame = headless.Frame();
            using var fresh = new Headless(headless.Model, 80, 24);
            Assert.Equal(fresh.Frame(), frame);
        }
        Assert.Equal(before, headless.Frame());
    }

    private static NodePicture WithTally(long first, long second)
    {
        NodePicture open = SampleScreens.Of("open")!;
        return open with { Snapshot = open.Snapshot with { Counts = [first, second] } };
    }
}
