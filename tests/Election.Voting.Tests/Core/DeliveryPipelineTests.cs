using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

public sealed class DeliveryPipelineTests
{
    private readonly Ballots _ballots = new(Ballots.TwoChoices);
    private readonly Outbox _outbox = new();
    private readonly DeliveryPipeline _pipeline;

    public DeliveryPipelineTests() => _pipeline = new DeliveryPipeline(fingerprint =>
        Enumerable.Range(1, 3).Select(Ballots.Key).FirstOrDefault(key => key.Fingerprint == fingerprint));

    [Fact]
    public void A_statement_leaves_when_it_is_both_delivered_and_checked()
    {
        Order(1, Ballots.Bytes(_ballots.Open()));
        Assert.Equal("", Left());
        _pipeline.OnDelivered(new LogIndex(1));
        Assert.Equal("", Left());
        _pipeline.OnVerified(1, valid: true);

        Assert.Equal("1+", Left());
        Assert.Equal(0, _pipeline.Waiting);
    }

    [Fact]
    public void Statements_leave_in_the_order_of_the_log_whichever_check_ends_first()
    {
        Order(1, Ballots.Bytes(_ballots.Open()));
        Order(2, Ballots.Bytes(_ballots.Vote(1, 0)));
        Order(3, Ballots.Bytes(_ballots.Vote(2, 0)));
        _pipeline.OnDelivered(new LogIndex(2));
        _pipeline.OnVerified(3, valid: true);
        _pipeline.OnVerified(2, valid: false);
        Assert.Equal("", Left());

        _pipeline.OnVerified(1, valid: true);
        Assert.Equal("1+ 2-", Left());

        _pipeline.OnDelivered(new LogIndex(3));
        Assert.Equal("3+", Left());
    }

    [Fact]
    public void What_does_not_read_or_comes_from_a_stranger_leaves_unchecked_as_invalid()
    {
        Order(1, [1, 2, 3]);
        Order(2, Ballots.Bytes(_ballots.Vote(7, 0)));
        _pipeline.OnDelivered(new LogIndex(2));

        Assert.Empty(_outbox.Effects.ToArray());
        Assert.Equal("1- 2-", Left());
    }

    [Fact]
    public void A_checks_first_answer_stands_and_answers_for_nothing_are_passed_over()
    {
        Order(1, Ballots.Bytes(_ballots.Open()));
        _pipeline.OnVerified(0, valid: true);
        _pipeline.OnVerified(2, valid: true);
        _pipeline.OnVerified(1, valid: false);
        _pipeline.OnVerified(1, valid: true);
        _pipeline.OnDelivered(new LogIndex(1));

        Assert.Equal("1-", Left());
        _pipeline.OnVerified(1, valid: true);
        Assert.Equal("", Left());
    }

    private void Order(ulong index, byte[] bytes) => _pipeline.OnOrdered(new LogIndex(index), bytes, _outbox);

    private string Left()
    {
        var left = new List<string>();
        while (_pipeline.TryTake(out LogIndex index, out _, out bool valid))
            left.Add($"{index}{(valid ? "+" : "-")}");
        return string.Join(' ', left);
    }
}
