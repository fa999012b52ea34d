using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Counting;

public sealed class DecisionTests
{
    [Theory]
    [InlineData("elected:a", null, 0, 3, 2, 2)]
    [InlineData("elected:c", null, 0, 0, 0, 1)]
    [InlineData("elected:b", null, 9, 1, 2, 1)]
    [InlineData("tie", null, 0, 2, 2, 1)]
    [InlineData("tie", null, 0, 1, 2, 2)]
    [InlineData("tie", null, 0, 2, 1, 2)]
    [InlineData("tie", null, 0, 0, 0, 0)]
    [InlineData("elected:c", null, 0, 2, 2, 3)]
    [InlineData("no-quorum", 6, 0, 3, 2, 0)]
    [InlineData("elected:a", 6, 1, 3, 2, 0)]
    [InlineData("tie", 4, 0, 2, 2, 0)]
    public void Plurality_needs_more_than_every_other_and_the_quorum_counts_abstentions(
        string decision, int? quorum, long abstentions, long a, long b, long c)
    {
        var manifest = new Manifest { Title = "t", Choices = ["a", "b", "c"], Quorum = quorum };
        Assert.Equal(decision, Decision.Of(manifest, new Tally([a, b, c], abstentions)).ToString());
    }

    [Fact]
    public void Tallies_are_equal_by_value()
    {
        Assert.Equal(new Tally([1, 2], 3), new Tally([1, 2], 3));
        Assert.NotEqual(new Tally([1, 2], 3), new Tally([2, 1], 3));
        Assert.NotEqual(new Tally([1, 2], 3), new Tally([1, 2], 4));
    }
}
