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

    [Theory]
    [InlineData("elected:a", 3, 3, 1, true)]
    [InlineData("elected:b", 3, 3, 1, true)] // who was first, the tally does not tell
    [InlineData("elected:c", 3, 3, 1, false)]
    [InlineData("none", 3, 3, 1, false)]
    [InlineData("tie", 3, 3, 1, false)]
    [InlineData("none", 2, 2, 2, true)]
    [InlineData("tie", 2, 2, 2, false)]
    [InlineData("elected:a", 2, 1, 1, false)]
    [InlineData("no-quorum", 1, 1, 1, true)]
    [InlineData("none", 1, 1, 1, false)]
    [InlineData("no-quorum", 3, 3, 1, false)]
    public void Of_a_race_the_tally_tells_which_decisions_can_be(string decision, long a, long b, long c, bool canBe)
    {
        var manifest = new Manifest { Title = "t", Choices = ["a", "b", "c"], Quorum = 4, Rule = new FirstToRule(3) };
        Assert.Equal(canBe, new Decision(decision).CanComeOf(manifest, new Tally([a, b, c], 0)));
    }

    [Fact]
    public void Of_a_sum_the_tally_tells_the_decision()
    {
        var manifest = new Manifest { Title = "t", Choices = ["a", "b"], Rule = new LastVoteWinsRule(), ReVote = ReVotePolicy.Changeable };
        Assert.True(Decision.Elected("a").CanComeOf(manifest, new Tally([2, 1], 0)));
        Assert.False(Decision.Elected("b").CanComeOf(manifest, new Tally([2, 1], 0)));
    }

    [Fact]
    public void Tallies_are_equal_by_value()
    {
        Assert.Equal(new Tally([1, 2], 3), new Tally([1, 2], 3));
        Assert.NotEqual(new Tally([1, 2], 3), new Tally([2, 1], 3));
        Assert.NotEqual(new Tally([1, 2], 3), new Tally([1, 2], 4));
    }
}
