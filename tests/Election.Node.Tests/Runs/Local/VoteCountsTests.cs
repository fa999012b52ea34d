using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

public sealed class VoteCountsTests
{
    [Theory]
    [InlineData("Sánchez:10,Pérez:5", 15)]
    [InlineData(" Ana : 0,Eva:1", null)]
    [InlineData("Ana :0,Eva:1", 1)]
    [InlineData("a:b:2,c:1", 3)]
    public void Votes_are_read_with_their_sum(string text, int? sum) =>
        Assert.Equal(sum, VoteCounts.Read(text).TryGet(out VoteCounts? votes) ? votes.Sum : null);

    [Fact]
    public void Votes_follow_the_order_of_the_choices_and_may_leave_some_out()
    {
        VoteCounts votes = VoteCounts.Read("Eva:2,Ana:1").OrThrow();
        Assert.Equal([1, 0, 2], votes.Fit(["Ana", "Pia", "Eva"]).OrThrow().Counts.ToArray());
    }
}
