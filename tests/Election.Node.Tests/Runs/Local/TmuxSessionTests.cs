using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

public sealed class TmuxSessionTests
{
    [Theory]
    [InlineData(5, 200, 50, false)]
    [InlineData(5, 200, 49, true)]
    [InlineData(5, 80, 24, true)]
    [InlineData(1, 60, 16, false)]
    [InlineData(2, 80, 33, false)]
    [InlineData(2, 80, 32, true)]
    [InlineData(4, 121, 33, false)]
    [InlineData(4, 120, 33, true)]
    public void Panes_stand_side_by_side_only_where_each_has_room_for_a_screen(int panes, int width, int height, bool isTooSmall) =>
        Assert.Equal(isTooSmall, TmuxSession.IsTooSmall(panes, width, height));
}
