using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

public sealed class EndingTests
{
    private static readonly Instant s_closed = Instant.FromMilliseconds(10_000);
    private readonly Membership _membership;
    private readonly ResultExchange _results;
    private readonly Ending _ending;

    public EndingTests()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        _membership = new Membership(ballots.Proposal, MemberId.Parse("n1").Tag, Instant.Zero);
        _results = new ResultExchange(ballots.Proposal, Ballots.Algorithm);
        NodeCoreOptions options = Room.OptionsOf("n1", 3) with
        {
            Linger = TimeSpan.FromSeconds(5),
            QuorumTimeout = TimeSpan.FromSeconds(20),
        };
        _ending = new Ending(options, _membership, _results, s_closed);
    }

    [Fact]
    public void It_leaves_a_second_after_all_are_done()
    {
        for (int i = 0; i < 3; i++)
            _results.Done(new Rank(i));
        Instant done = s_closed + TimeSpan.FromSeconds(2);

        Assert.Equal(done + Ending.Grace, _ending.LeaveAt(done));
        Assert.Equal(done + Ending.Grace, _ending.LeaveAt(done + TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public void It_waits_for_the_linger_after_it_last_heard_one_that_is_not_done()
    {
        _results.Done(new Rank(0));
        _results.Done(new Rank(1));
        Assert.Equal(s_closed + TimeSpan.FromSeconds(5), _ending.LeaveAt(s_closed));

        _membership.Heard(new Rank(1), s_closed + TimeSpan.FromSeconds(9));
        Assert.Equal(s_closed + TimeSpan.FromSeconds(5), _ending.LeaveAt(s_closed));

        _membership.Heard(new Rank(2), s_closed + TimeSpan.FromSeconds(3));
        Assert.Equal(s_closed + TimeSpan.FromSeconds(8), _ending.LeaveAt(s_closed));
    }

    [Fact]
    public void It_does_not_stay_for_one_that_left_unless_it_comes_back()
    {
        _results.Done(new Rank(0));
        _results.Done(new Rank(1));
        _membership.Check(new Rank(2), new Incarnation(1));
        _membership.SetLeft(new Rank(2));
        Assert.Equal(s_closed + Ending.Grace, _ending.LeaveAt(s_closed));

        _membership.Check(new Rank(2), new Incarnation(2));
        Assert.Equal(s_closed + TimeSpan.FromSeconds(5), _ending.LeaveAt(s_closed));
    }

    [Fact]
    public void It_stays_for_a_member_that_is_brought_back_though_all_are_done_and_a_second_longer()
    {
        for (int i = 0; i < 3; i++)
            _results.Done(new Rank(i));
        Assert.Equal(s_closed + Ending.Grace, _ending.LeaveAt(s_closed));

        Assert.Equal(s_closed + TimeSpan.FromSeconds(20), _ending.LeaveAt(s_closed, awaitsReturn: true));

        Instant back = s_closed + TimeSpan.FromSeconds(9);
        Assert.Equal(back + Ending.Grace, _ending.LeaveAt(back));
    }

    [Fact]
    public void It_never_stays_longer_than_the_quorum_time_out()
    {
        _membership.Heard(new Rank(2), s_closed + TimeSpan.FromSeconds(19));

        Assert.Equal(s_closed + TimeSpan.FromSeconds(20), _ending.LeaveAt(s_closed));
    }
}
