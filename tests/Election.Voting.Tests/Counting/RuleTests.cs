using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Tests.Counting;

/// <summary>The rules under which the order of delivery matters.</summary>
public sealed class RuleTests
{
    private static readonly Manifest s_firstToTwo = Ballots.TwoChoices with { Rule = new FirstToRule(2) };
    private static readonly Manifest s_lastWins =
        Ballots.TwoChoices with { Rule = new LastVoteWinsRule(), ReVote = ReVotePolicy.Changeable };

    [Fact]
    public void The_first_choice_to_reach_the_number_is_elected_whatever_comes_later()
    {
        var ballots = new Ballots(s_firstToTwo, members: 5);
        ballots.Accepted(ballots.Open());
        ballots.Accepted(ballots.Vote(1, 1));
        ballots.Accepted(ballots.Vote(2, 0));
        Assert.Null(ballots.Box.First);
        ballots.Accepted(ballots.Vote(3, 0));
        Assert.Equal(0, ballots.Box.First);
        ballots.Accepted(ballots.Vote(4, 1));
        ballots.Accepted(ballots.Vote(5, 1));
        ballots.Accepted(ballots.Close());

        CertificateBody body = CertificateBody.Of(ballots.Proposal.Id, ballots.Manifest, ballots.Box, default);

        Assert.Equal("elected:Sánchez", body.Decision.Text);
        Assert.Equal(new Tally([2, 3], 0), body.Tally);
    }

    [Fact]
    public void Nobody_is_elected_while_nobody_has_reached_the_number_and_refused_votes_and_abstentions_help_nobody()
    {
        var ballots = new Ballots(s_firstToTwo);
        ballots.Accepted(ballots.Open());
        Statement first = ballots.Vote(1, 0);
        ballots.Accepted(first);
        ballots.Refused(Refusal.StaleSeq, ballots.Vote(1, 0, after: first));
        ballots.Refused(Refusal.BadSignature, ballots.Vote(2, 0), valid: false);
        ballots.Accepted(ballots.Abstain(2));
        ballots.Accepted(ballots.Vote(3, 1));
        ballots.Accepted(ballots.Close());
        Assert.Null(ballots.Box.First);
        Assert.Equal("none", CertificateBody.Of(ballots.Proposal.Id, ballots.Manifest, ballots.Box, default).Decision.Text);
    }

    [Fact]
    public void A_heavy_voter_reaches_the_number_alone()
    {
        var ballots = new Ballots(Ballots.TwoChoices with
        {
            Rule = new FirstToRule(5), Roll = [new Voter("Ana", Ballots.Key(1), 4), new Voter("Luz", Ballots.Key(2), 9)],
        });
        ballots.Accepted(ballots.Open());
        ballots.Accepted(ballots.Vote(1, 0));
        Assert.Null(ballots.Box.First);
        ballots.Accepted(ballots.Vote(2, 1));
        Assert.Equal(1, ballots.Box.First);
    }

    [Fact]
    public void Two_boxes_with_the_same_votes_in_another_order_elect_different_choices_and_have_equal_heads()
    {
        Manifest weak = s_firstToTwo with { Order = DeliveryOrder.Causal };
        CertificateBody one = Cast(weak, (1, 0), (2, 0), (3, 1), (4, 1)), two = Cast(weak, (3, 1), (4, 1), (1, 0), (2, 0));
        Assert.Equal(("elected:Sánchez", "elected:Pérez"), (one.Decision.Text, two.Decision.Text));
        Assert.Equal(one.Tally, two.Tally);
        Assert.Equal((one.Head, one.CloseIndex), (two.Head, two.CloseIndex));
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public void A_sum_does_not_ask_for_the_order()
    {
        Manifest weak = Ballots.TwoChoices with { Order = DeliveryOrder.Causal };
        Assert.Equal(Cast(weak, (1, 0), (2, 0), (3, 1), (4, 1)).Id, Cast(weak, (3, 1), (4, 1), (1, 0), (2, 0)).Id);
    }

    [Fact]
    public void In_the_atomic_order_a_changed_vote_counts_in_the_order_of_its_numbers()
    {
        var ballots = new Ballots(s_lastWins);
        ballots.Accepted(ballots.Open());
        Statement first = ballots.Vote(1, 0), second = ballots.Vote(1, 1, after: first);
        ballots.Refused(Refusal.StaleSeq, second);
        ballots.Accepted(first);
        ballots.Accepted(second);
        ballots.Refused(Refusal.StaleSeq, first);
        ballots.Refused(Refusal.Equivocation, ballots.Vote(1, 1));
        Assert.Equal(new Tally([0, 1], 0), ballots.Box.Tally());
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable)]
    [InlineData(DeliveryOrder.Reliable)]
    [InlineData(DeliveryOrder.Fifo)]
    [InlineData(DeliveryOrder.Causal)]
    public void In_a_weaker_order_the_vote_delivered_last_counts_though_it_was_overtaken(DeliveryOrder order)
    {
        var ballots = new Ballots(s_lastWins with { Order = order });
        Statement first = ballots.Vote(1, 0), second = ballots.Vote(1, 1, after: first);
        ballots.Accepted(second);
        Assert.Equal(new Tally([0, 1], 0), ballots.Box.Tally());
        ballots.Accepted(first);
        Assert.Equal(new Tally([1, 0], 0), ballots.Box.Tally());
        ballots.Refused(Refusal.StaleSeq, second); // once is enough, however often it comes
        Assert.Equal(new Tally([1, 0], 0), ballots.Box.Tally());
        ballots.Box.CloseLocally();
        Assert.Equal(2UL, ballots.Box.CloseIndex.Value);
    }

    [Fact]
    public void Two_terminals_of_one_voter_number_their_votes_without_each_other_and_the_last_delivered_counts()
    {
        Manifest weak = s_lastWins with { Order = DeliveryOrder.Fifo };
        CertificateBody one = Cast(weak, (1, 0), (1, 1)), two = Cast(weak, (1, 1), (1, 0));
        Assert.Equal(new Tally([0, 1], 0), one.Tally);
        Assert.Equal(new Tally([1, 0], 0), two.Tally);
        Assert.Equal(one.Head, two.Head);
    }

    [Fact]
    public void Where_votes_are_final_an_overtaken_vote_stays_refused_in_every_order()
    {
        var ballots = new Ballots(s_firstToTwo with { Order = DeliveryOrder.Reliable });
        Statement first = ballots.Vote(1, 0);
        ballots.Refused(Refusal.StaleSeq, ballots.Vote(1, 1, after: first));
        ballots.Accepted(first);
        Assert.Equal(new Tally([1, 0], 0), ballots.Box.Tally());
    }

    [Fact]
    public void A_voter_that_abstains_last_has_voted_for_nothing()
    {
        var ballots = new Ballots(s_lastWins);
        ballots.Accepted(ballots.Open());
        Statement first = ballots.Vote(1, 0);
        ballots.Accepted(first);
        ballots.Accepted(ballots.Abstain(1, after: first));
        Assert.Equal(new Tally([0, 0], 1), ballots.Box.Tally());
    }

    private static CertificateBody Cast(Manifest manifest, params (int By, int Choice)[] votes)
    {
        var ballots = new Ballots(manifest, members: 5);
        foreach ((int by, int choice) in votes)
            ballots.Accepted(ballots.Vote(by, choice));
        ballots.Box.CloseLocally();
        return CertificateBody.Of(ballots.Proposal.Id, manifest, ballots.Box, Hash256.Of("unused"u8));
    }
}
