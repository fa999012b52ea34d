using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Counting;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Tests.Core;

public sealed class ResultExchangeTests
{
    private static readonly Rank s_n1 = new(0), s_n2 = new(1), s_n3 = new(2);

    private readonly Ballots _ballots = new(Ballots.TwoChoices);
    private readonly ResultExchange _results;
    private readonly Outbox _outbox = new();

    public ResultExchangeTests() => _results = new ResultExchange(_ballots.Proposal, Ballots.Algorithm);

    [Fact]
    public void Equal_results_of_a_majority_make_a_certificate()
    {
        Receive(s_n1, Body(1));
        Assert.False(_results.CertificateOver(Body(1)).IsComplete);
        Receive(s_n3, Body(1));

        Assert.Equal(2, _results.CountEqual(Body(1)));
        Assert.True(_results.CertificateOver(Body(1)).IsComplete);
        Assert.Null(_results.Difference);
    }

    [Fact]
    public void Two_results_that_differ_are_noticed_and_named()
    {
        Receive(s_n1, Body(1));
        Receive(s_n3, Body(2));

        Assert.Equal((s_n1, Body(1), s_n3, Body(2)), _results.Difference);
        Assert.Equal(1, _results.CountEqual(Body(1)));
    }

    [Fact]
    public void One_member_that_signs_two_results_is_a_difference_too_and_its_first_one_stays()
    {
        Receive(s_n2, Body(1));
        Receive(s_n2, Body(2));

        Assert.Equal((s_n2, Body(1), s_n2, Body(2)), _results.Difference);
        Assert.Equal((1, 0), (_results.CountEqual(Body(1)), _results.CountEqual(Body(2))));
    }

    [Fact]
    public void A_result_whose_signature_does_not_hold_counts_for_nothing_and_leaves_room_for_the_true_one()
    {
        _results.OnReceived(s_n2, Bytes(s_n2, Body(2)), _outbox);
        _results.OnVerified(1, valid: false);
        Receive(s_n2, Body(1));

        Assert.Equal(1, _results.Refused);
        Assert.Equal(1, _results.CountEqual(Body(1)));
        Assert.Null(_results.Difference);
    }

    [Fact]
    public void The_check_of_one_result_does_not_vouch_for_another_that_came_meanwhile()
    {
        _results.OnReceived(s_n2, Bytes(s_n2, Body(1)), _outbox);
        _results.OnReceived(s_n2, Bytes(s_n2, Body(2)), _outbox);
        _results.OnVerified(1, valid: true);

        Assert.Equal((1, 0), (_results.CountEqual(Body(1)), _results.CountEqual(Body(2))));
    }

    [Fact]
    public void A_repeated_result_is_checked_once()
    {
        _results.OnReceived(s_n2, Bytes(s_n2, Body(1)), _outbox);
        _results.OnReceived(s_n2, Bytes(s_n2, Body(1)), _outbox);
        _results.OnVerified(1, valid: true);
        _results.OnReceived(s_n2, Bytes(s_n2, Body(1)), _outbox);

        Assert.Single(_outbox.Effects.ToArray());
    }

    [Fact]
    public void Anything_but_a_result_of_that_member_in_this_election_is_refused_unchecked()
    {
        var other = new Ballots(Ballots.TwoChoices with { Title = "Another" });
        byte[][] wrong =
        [
            [],
            [1, 2, 3],
            Bytes(s_n3, Body(1)),
            Ballots.Bytes(_ballots.Vote(2, 0)),
            Ballots.Bytes(Statement.Result(SignatureAlgorithm.EcdsaP256Sha256, _ballots.Proposal.Id, Ballots.Key(2).Fingerprint,
                Body(1).Encode())),
            Ballots.Bytes(Statement.Result(Ballots.Algorithm, other.Proposal.Id, Ballots.Key(2).Fingerprint, Body(1).Encode())),
            Ballots.Bytes(Statement.Result(Ballots.Algorithm, _ballots.Proposal.Id, Ballots.Key(2).Fingerprint, new byte[] { 1 })),
            Ballots.Bytes(Statement.Result(Ballots.Algorithm, _ballots.Proposal.Id, Ballots.Key(2).Fingerprint,
                (Body(1) with { ElectionId = default }).Encode())),
        ];
        foreach (byte[] bytes in wrong)
            _results.OnReceived(s_n2, bytes, _outbox);

        Assert.Equal(wrong.Length, _results.Refused);
        Assert.Empty(_outbox.Effects.ToArray());
    }

    [Fact]
    public void An_observers_count_is_compared_with_results_that_came_before_it()
    {
        Receive(s_n2, Body(2));
        _results.CompareWith(Body(1));

        Assert.Equal((Rank.None, Body(1), s_n2, Body(2)), _results.Difference);
    }

    [Fact]
    public void An_observers_count_is_compared_with_results_that_come_after_it()
    {
        _results.CompareWith(Body(1));
        Assert.Null(_results.Difference);

        Receive(s_n2, Body(2));

        Assert.Equal((Rank.None, Body(1), s_n2, Body(2)), _results.Difference);
    }

    [Fact]
    public void Answers_to_checks_that_were_not_requested_change_nothing()
    {
        _results.OnVerified(1, valid: true);
        _results.OnVerified(99, valid: true);

        Assert.Equal(0, _results.CountEqual(Body(1)));
    }

    private CertificateBody Body(byte head) =>
        new(_ballots.Proposal.Id, new LogIndex(5), Hash256.Of([head]), new Tally([2, 1], 0), Decision.Elected("Sánchez"));

    private byte[] Bytes(Rank member, CertificateBody body) =>
        Ballots.Bytes(Statement.Result(Ballots.Algorithm, _ballots.Proposal.Id, Ballots.Key(member.Value + 1).Fingerprint, body.Encode()));

    private void Receive(Rank member, CertificateBody body)
    {
        _results.OnReceived(member, Bytes(member, body), _outbox);
        _results.OnVerified((ulong)member.Value, valid: true);
    }
}
