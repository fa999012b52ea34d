using Election.Simulation.Reach;

namespace Election.Simulation.Tests.Reach;

/// <summary>The listeners that a datagram to a multicast group reaches.</summary>
public sealed class MulticastReachTests
{
    private static readonly ReachCase s_heard = new()
    {
        SendsTo = "239.192.7.1", SendsToPort = 45678, Ttl = 1, Joined = "239.192.7.1", ListensOn = 45678, Hops = 1,
    };

    [Fact]
    public void Group_port_and_membership_must_match()
    {
        Assert.Equal(ReachObstacle.None, MulticastReach.Between(s_heard));
        Assert.Equal(ReachObstacle.NotJoined, MulticastReach.Between(s_heard with { Joined = null }));
        Assert.Equal(ReachObstacle.OtherGroup, MulticastReach.Between(s_heard with { Joined = "239.192.7.2" }));
        Assert.Equal(ReachObstacle.OtherPort, MulticastReach.Between(s_heard with { ListensOn = 45679 }));
    }

    [Theory]
    [InlineData(0, 0, ReachObstacle.None)]
    [InlineData(0, 1, ReachObstacle.TooFar)]
    [InlineData(1, 1, ReachObstacle.None)]
    [InlineData(1, 2, ReachObstacle.TooFar)]
    [InlineData(2, 2, ReachObstacle.None)]
    [InlineData(255, 30, ReachObstacle.None)]
    public void The_TTL_is_how_many_networks_a_datagram_may_see(int ttl, int hops, ReachObstacle expected) =>
        Assert.Equal(expected, MulticastReach.Between(s_heard with { Ttl = ttl, Hops = hops }));
}
