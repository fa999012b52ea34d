using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace Election.Voting.Tests.Counting;

public sealed class BallotBoxTests
{
    private static readonly Manifest s_changeable = Ballots.TwoChoices with { ReVote = ReVotePolicy.Changeable };

    [Fact]
    public void Votes_between_OPEN_and_CLOSE_are_counted()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        Assert.True(ballots.Box.IsOpen);
        ballots.Accepted(ballots.Vote(1, 0));
        ballots.Accepted(ballots.Vote(2, 0));
        Assert.False(ballots.Box.AllHaveSpoken);
        Assert.Equal<Hash256>([Ballots.Key(3).Fingerprint], [.. ballots.Box.Missing]);
        ballots.Accepted(ballots.Abstain(3));
        Assert.True(ballots.Box.AllHaveSpoken);
        ballots.Accepted(ballots.Close());
        Assert.True(ballots.Box is { IsOpen: false, IsClosed: true, Delivered: 3, AcceptedCount: 3, CloseIndex.Value: 5 });
        Assert.Equal(new Tally([2, 0], 1), ballots.Box.Tally());
        Assert.Equal(3, ballots.Box.Tally().Turnout);
    }

    [Fact]
    public void A_vote_after_close_is_refused_as_late()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        ballots.Accepted(ballots.Close());
        ballots.Refused(Refusal.Late, ballots.Vote(1, 0));
        ballots.Refused(Refusal.Late, ballots.Close(2));
        Assert.Equal(0, ballots.Box.Delivered);
        Assert.Equal(0, ballots.Box.Tally().Turnout);
        Assert.Equal(2UL, ballots.Box.CloseIndex.Value);
    }

    [Fact]
    public void Nothing_counts_before_OPEN_and_OPEN_counts_once()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Refused(Refusal.Malformed, ballots.Vote(1, 0));
        ballots.Refused(Refusal.Malformed, ballots.Close());
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.StaleSeq, ballots.Open(2));
        Assert.Equal(1, ballots.Box.Delivered);
        ballots.Accepted(ballots.Vote(1, 0));
    }

    [Fact]
    public void A_signer_not_on_the_roll_cannot_vote_and_one_that_is_not_a_member_cannot_open()
    {
        var ballots = new Ballots(Ballots.TwoChoices with { Roll = [new Voter("Ana", Ballots.Key(9), 5)] });
        ballots.Refused(Refusal.NotOnRoll, ballots.Open(9));
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.NotOnRoll, ballots.Vote(1, 0));
        ballots.Refused(Refusal.NotOnRoll, ballots.Vote(1, 0), valid: false);
        ballots.Refused(Refusal.NotOnRoll, ballots.Close(9));
        ballots.Accepted(ballots.Vote(9, 1));
        Assert.Equal(new Tally([0, 5], 0), ballots.Box.Tally());
    }

    [Fact]
    public void A_signature_that_does_not_hold_is_named_before_anything_else_that_is_wrong()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.BadSignature, ballots.Vote(1, 7), valid: false);
        Statement elsewhere = Statement.Vote(Ballots.Algorithm, default, Ballots.Key(1).Fingerprint, 1, default, 0);
        ballots.Refused(Refusal.BadSignature, elsewhere, valid: false);
        Assert.False(ballots.Box.HasSpoken(Ballots.Key(1).Fingerprint));
    }

    [Fact]
    public void A_statement_by_another_algorithm_has_a_bad_signature()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.BadSignature,
            Statement.Vote(SignatureAlgorithm.EcdsaP256Sha256, ballots.Proposal.Id, Ballots.Key(1).Fingerprint, 1, default, 0));
    }

    [Fact]
    public void A_vote_of_another_election_is_refused()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.WrongElection, Statement.Vote(Ballots.Algorithm, default, Ballots.Key(1).Fingerprint, 1, default, 0));
    }

    [Fact]
    public void What_cannot_be_said_here_is_malformed()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        ballots.Refused(Refusal.Malformed, ballots.Vote(1, 2));
        Statement result = Statement.Result(Ballots.Algorithm, ballots.Proposal.Id, Ballots.Key(1).Fingerprint, new byte[3]);
        ballots.Refused(Refusal.Malformed, result);
        Assert.Equal(Refusal.Malformed, ballots.Apply([1, 2, 3]).Refusal);
        Assert.Equal(2, ballots.Box.Delivered);
    }

    [Fact]
    public void With_the_final_policy_the_first_vote_is_the_last()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        Statement first = ballots.Vote(1, 0);
        ballots.Accepted(first);
        ballots.Refused(Refusal.StaleSeq, first);
        ballots.Refused(Refusal.StaleSeq, ballots.Vote(1, 1, after: first));
        ballots.Refused(Refusal.Equivocation, ballots.Vote(1, 1));
        Assert.Equal(new Tally([1, 0], 0), ballots.Box.Tally());
    }

    [Fact]
    public void With_the_changeable_policy_the_last_vote_counts_and_only_in_sequence()
    {
        var ballots = new Ballots(s_changeable);
        ballots.Accepted(ballots.Open());
        Statement first = ballots.Vote(1, 0), second = ballots.Vote(1, 1, after: first), third = ballots.Abstain(1, after: second);
        ballots.Accepted(first);
        ballots.Refused(Refusal.StaleSeq, third); // ahead of what was ordered
        ballots.Accepted(second);
        Assert.Equal(new Tally([0, 1], 0), ballots.Box.Tally());
        ballots.Refused(Refusal.StaleSeq, first);
        ballots.Refused(Refusal.Equivocation, ballots.Vote(1, 0, after: first)); // another second vote
        Statement fork = ballots.Vote(1, 1);
        ballots.Refused(Refusal.Equivocation, ballots.Vote(1, 0, after: ballots.Vote(1, 0, after: fork))); // follows another history
        ballots.Accepted(third);
        Assert.Equal(new Tally([0, 0], 1), ballots.Box.Tally());
        Assert.Equal(3, ballots.Box.AcceptedCount);
    }

    [Fact]
    public void A_box_of_a_weaker_order_is_open_at_once_and_closed_by_its_owner()
    {
        var ballots = new Ballots(Ballots.TwoChoices with { Order = DeliveryOrder.Fifo });
        ballots.Accepted(ballots.Vote(1, 0));
        ballots.Refused(Refusal.Malformed, ballots.Open());
        ballots.Refused(Refusal.Malformed, ballots.Close());
        ballots.Accepted(ballots.Vote(2, 1));
        ballots.Box.CloseLocally();
        Assert.Equal(2UL, ballots.Box.CloseIndex.Value);
        ballots.Refused(Refusal.Late, ballots.Vote(3, 1));
        Assert.Throws<InvalidOperationException>(ballots.Box.CloseLocally);
    }

    [Fact]
    public void A_gap_in_the_log_stops_the_box()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        Assert.Throws<InvalidOperationException>(() => ballots.Box.Apply(new LogIndex(2), Ballots.Bytes(ballots.Open()), true));
        Assert.Throws<InvalidOperationException>(ballots.Box.CloseLocally);
    }

    [Fact]
    public void Two_members_with_one_key_and_a_chair_from_outside_make_no_electorate()
    {
        Member[] twins = [new(MemberId.Parse("n1"), Ballots.Key(1)), new(MemberId.Parse("n2"), Ballots.Key(1))];
        Sentence? reason = Electorate.Create(Ballots.TwoChoices, new Proposal(twins, default)).Refusal;
        Assert.Equal("n1 and n2 hold one key: each node needs its own", reason?.ToString());
        Manifest chaired = Ballots.TwoChoices with { Chair = MemberId.Parse("n7") };
        reason = Electorate.Create(chaired, new Proposal(twins[..1], default)).Refusal;
        Assert.Equal("the chair n7 is not a member", reason?.ToString());
    }

    [Fact]
    public void The_tally_does_not_depend_on_the_order_among_accepted_votes()
    {
        // The votes of up to 12 voters (-1 abstains), and a seed that shuffles them.
        Gen<(int[] Votes, int Seed)> gen =
            from votes in Gen.ArrayOf(Gen.Choose(-1, 1)) from seed in Gen.Choose(0, int.MaxValue) select (votes, seed);
        Prop.ForAll(gen.ToArbitrary(), input =>
        {
            int[] votes = [.. input.Votes.Append(0).Take(12)];
            Manifest manifest = Ballots.TwoChoices with { Roll = [.. votes.Select((_, i) => new Voter($"v{i}", Ballots.Key(i), i + 1))] };
            return Counted(manifest, votes, null) == Counted(manifest, votes, input.Seed);
        }).QuickCheckThrowOnFailure();
    }

    [Property]
    public bool Hostile_bytes_never_throw_and_never_count(byte[][] many)
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        return many.All(bytes => ballots.Apply(bytes).Refusal == Refusal.Malformed)
            && ballots.Box.Tally().Turnout == 0 && ballots.Box.Delivered == many.Length;
    }

    private static (Tally, bool) Counted(Manifest manifest, int[] votes, int? seed)
    {
        var ballots = new Ballots(manifest);
        ballots.Accepted(ballots.Open());
        var statements = votes.Select((choice, i) => choice < 0 ? ballots.Abstain(i) : ballots.Vote(i, choice)).ToArray();
        if (seed is { } value)
            new Random(value).Shuffle(statements);
        foreach (Statement statement in statements)
            ballots.Accepted(statement);
        return (ballots.Box.Tally(), ballots.Box.AllHaveSpoken);
    }
}
