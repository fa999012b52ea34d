using Election.Node.Tools.Bench;

namespace Election.Node.Tests.Tools.Bench;

public sealed class QuantilesTests
{
    [Fact]
    public void A_quantile_is_the_smallest_time_that_at_least_that_share_does_not_exceed()
    {
        var spread = Quantiles.Of(Enumerable.Range(1, 200).Select(i => (double)i).Reverse());
        Assert.Equal((100, 180, 198, 200), (spread.P50, spread.P90, spread.P99, spread.Max));
    }

    [Fact]
    public void One_time_is_every_quantile_of_itself()
    {
        var spread = Quantiles.Of([7.5]);
        Assert.Equal((7.5, 7.5, 7.5), (spread.P50, spread.P99, spread.Max));
    }
}
