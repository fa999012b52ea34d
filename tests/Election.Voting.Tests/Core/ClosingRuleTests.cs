using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Core;

public sealed class ClosingRuleTests
{
    private static readonly Instant s_opened = Instant.FromMilliseconds(1000);
    private static readonly Instant s_suspected = Instant.FromMilliseconds(4000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_due_as_soon_as_all_have_voted_or_abstained(bool isHeadless)
    {
        Ballots ballots = Open(Ballots.TwoChoices);
        ClosingRule rule = Rule(ballots, isHeadless);
        ballots.Accepted(ballots.Vote(1, 0));
        ballots.Accepted(ballots.Abstain(2));
        Assert.Equal(Instant.Never, rule.Due());

        ballots.Accepted(ballots.Vote(3, 1));

        Assert.Equal(s_opened, rule.Due());
    }

    [Fact]
    public void A_refused_vote_is_no_vote()
    {
        Ballots ballots = Open(Ballots.TwoChoices);
        ClosingRule rule = Rule(ballots, isHeadless: true);
        ballots.Accepted(ballots.Vote(1, 0));
        ballots.Accepted(ballots.Vote(2, 0));
        Assert.False(ballots.Apply(ballots.Vote(3, 0), valid: false).IsAccepted);

        Assert.Equal(Instant.Never, rule.Due());
    }

    [Fact]
    public void Headless_it_is_due_two_seconds_after_the_last_missing_member_is_suspected()
    {
        Ballots ballots = Open(Ballots.TwoChoices);
        ClosingRule rule = Rule(ballots, isHeadless: true, out Membership membership);
        ballots.Accepted(ballots.Vote(1, 0));
        membership.Suspect(new Rank(1), s_suspected);
        Assert.Equal(Instant.Never, rule.Due());
        membership.Suspect(new Rank(2), s_suspected + TimeSpan.FromSeconds(1));
        Assert.Equal(s_suspected + TimeSpan.FromSeconds(1) + ClosingRule.SuspectedFor, rule.Due());

        membership.Suspect(new Rank(2), null);

        Assert.Equal(Instant.Never, rule.Due());
    }

    [Fact]
    public void On_screen_it_waits_for_suspected_members()
    {
        ClosingRule rule = Rule(Open(Ballots.TwoChoices), isHeadless: false, out Membership membership);
        for (int i = 0; i < 3; i++)
            membership.Suspect(new Rank(i), s_suspected);

        Assert.Equal(Instant.Never, rule.Due());
    }

    [Fact]
    public void On_screen_those_missing_are_not_waited_for_once_the_chair_is_long_gone_who_could_have_closed_without_them()
    {
        Ballots ballots = Open(Ballots.TwoChoices with { Chair = MemberId.Parse("n2") });
        ClosingRule rule = Rule(ballots, isHeadless: false, out Membership membership);
        ballots.Accepted(ballots.Vote(1, 0));
        membership.Suspect(new Rank(1), s_suspected);
        // The third sits there and thinks.
        Assert.Equal(Instant.Never, rule.Due());

        ballots.Accepted(ballots.Vote(3, 0));
        Assert.Equal(s_suspected + ClosingRule.ChairPatience, rule.Due());

        membership.Suspect(new Rank(1), null);
        Assert.Equal(Instant.Never, rule.Due());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_screen_a_chair_that_left_or_lost_its_journal_decides_nothing_any_more(bool hasLeft)
    {
        Ballots ballots = Open(Ballots.TwoChoices with { Chair = MemberId.Parse("n2") });
        ClosingRule rule = Rule(ballots, isHeadless: false, out Membership membership);
        ballots.Accepted(ballots.Vote(1, 0));
        membership.Suspect(new Rank(2), s_suspected);
        Assert.Equal(Instant.Never, rule.Due());
        bool news = hasLeft ? membership.SetLeft(new Rank(1)) : membership.SetLearner(new Rank(1));
        Assert.True(news);

        Assert.Equal(s_suspected + ClosingRule.SuspectedFor, rule.Due());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_member_that_lost_its_journal_or_left_is_not_waited_for(bool isHeadless, bool hasLeft)
    {
        Ballots ballots = Open(Ballots.TwoChoices);
        ClosingRule rule = Rule(ballots, isHeadless, out Membership membership);
        ballots.Accepted(ballots.Vote(1, 0));
        ballots.Accepted(ballots.Vote(2, 0));
        Assert.Equal(Instant.Never, rule.Due());

        bool news = hasLeft ? membership.SetLeft(new Rank(2)) : membership.SetLearner(new Rank(2));

        Assert.True(news);
        Assert.Equal(s_opened, rule.Due());
    }

    [Fact]
    public void A_voter_whose_node_is_no_member_has_been_missing_since_the_opening()
    {
        Manifest manifest = Ballots.TwoChoices with { Roll = [new Voter("Ana", Ballots.Key(1), 1), new Voter("Luis", Ballots.Key(9), 1)] };
        Ballots headless = Open(manifest), onScreen = Open(manifest);
        headless.Accepted(headless.Vote(1, 0));
        onScreen.Accepted(onScreen.Vote(1, 0));

        Assert.Equal(s_opened + ClosingRule.SuspectedFor, Rule(headless, isHeadless: true).Due());
        Assert.Equal(Instant.Never, Rule(onScreen, isHeadless: false).Due());
    }

    [Fact]
    public void The_time_limit_closes_without_the_missing_and_the_last_vote_closes_before_it()
    {
        Ballots ballots = Open(Ballots.TwoChoices);
        ClosingRule rule = Rule(ballots, isHeadless: false, closeAfter: TimeSpan.FromSeconds(5));
        Assert.Equal(s_opened + TimeSpan.FromSeconds(5), rule.Due());

        for (int voter = 1; voter <= 3; voter++)
            ballots.Accepted(ballots.Vote(voter, 0));

        Assert.Equal(s_opened, rule.Due());
    }

    [Fact]
    public void Where_voters_may_change_their_minds_only_time_closes()
    {
        Manifest manifest = Ballots.TwoChoices with { ReVote = ReVotePolicy.Changeable };
        Ballots ballots = Open(manifest);
        for (int voter = 1; voter <= 3; voter++)
            ballots.Accepted(ballots.Vote(voter, 0));

        Assert.Equal(Instant.Never, Rule(ballots, isHeadless: true).Due());
        Assert.Equal(s_opened + TimeSpan.FromSeconds(5), Rule(ballots, isHeadless: true, closeAfter: TimeSpan.FromSeconds(5)).Due());
    }

    private static Ballots Open(Manifest manifest)
    {
        var ballots = new Ballots(manifest);
        ballots.Accepted(ballots.Open());
        return ballots;
    }

    private static ClosingRule Rule(Ballots ballots, bool isHeadless, TimeSpan? closeAfter = null) =>
        Rule(ballots, isHeadless, out _, closeAfter);

    private static ClosingRule Rule(Ballots ballots, bool isHeadless, out Membership membership, TimeSpan? closeAfter = null)
    {
        membership = new Membership(ballots.Proposal, MemberId.Parse("n1").Tag, Instant.Zero);
        NodeCoreOptions options = Room.OptionsOf("n1", 3) with { Headless = isHeadless, CloseAfter = closeAfter };
        return new ClosingRule(options, ballots.Manifest, membership, ballots.Box, s_opened);
    }
}
