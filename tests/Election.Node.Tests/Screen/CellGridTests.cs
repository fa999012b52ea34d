using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Tests.Screen;

public sealed class CellGridTests
{
    [Fact]
    public void A_line_is_cut_where_its_room_ends_and_a_wide_character_is_never_halved()
    {
        CellGrid grid = Grid(6, 1);
        grid.Put(1, 0, Line.Of("ab投票"), 4);
        Assert.Equal(" ab投_ ", TextOf(grid));
        grid.Put(0, 0, Line.Of("票票票票"), 6);
        Assert.Equal("票_票_票_", TextOf(grid));
    }

    [Fact]
    public void Painting_over_half_of_a_wide_character_blanks_the_other_half()
    {
        CellGrid grid = Grid(6, 1);
        grid.Put(0, 0, Line.Of("票投票"), 6);
        grid.Put(1, 0, 'x', Tone.Normal);
        Assert.Equal(" x投_票_", TextOf(grid));
        grid.Put(4, 0, 'y', Tone.Normal);
        Assert.Equal(" x投_y ", TextOf(grid));
    }

    [Fact]
    public void Painting_outside_the_grid_paints_nothing()
    {
        CellGrid grid = Grid(3, 1);
        grid.Put(-1, 0, 'x', Tone.Normal);
        grid.Put(3, 0, 'x', Tone.Normal);
        grid.Put(0, -1, 'x', Tone.Normal);
        grid.Put(0, 1, 'x', Tone.Normal);
        grid.Put(2, 0, Line.Of("投"), 5);
        grid.Blank(-5, -5, 3, 3);
        Assert.Equal("   ", TextOf(grid));
    }

    [Fact]
    public void A_cell_knows_the_tone_and_the_click_of_its_piece()
    {
        CellGrid grid = Grid(4, 1);
        grid.Put(0, 0, Line.Of("a").Add("投", Tone.Key, UiKey.Of('v')), 4);
        Assert.Equal((Tone.Normal, null), (grid[0, 0].Tone, grid[0, 0].Click));
        Assert.Equal((Tone.Key, UiKey.Of('v')), (grid[2, 0].Tone, grid[2, 0].Click));
    }

    private static CellGrid Grid(int width, int height)
    {
        var grid = new CellGrid();
        grid.Clear(width, height);
        return grid;
    }

    private static string TextOf(CellGrid grid) =>
        string.Concat(grid.Row(0).ToArray().Select(cell => cell.IsRightHalf ? "_" : cell.Rune.ToString()));
}
