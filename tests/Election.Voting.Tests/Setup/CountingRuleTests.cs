using Election.Voting.Setup;

namespace Election.Voting.Tests.Setup;

public sealed class CountingRuleTests
{
    [Theory]
    [InlineData("plurality", ReVotePolicy.Final)]
    [InlineData("first-to-1", ReVotePolicy.Final)]
    [InlineData("first-to-256000000", ReVotePolicy.Final)]
    [InlineData("last-vote-wins", ReVotePolicy.Changeable)]
    public void A_rule_is_read_as_it_is_written(string text, ReVotePolicy reVote)
    {
        CountingRule rule = CountingRule.Read(text).OrThrow();
        Assert.Equal(text, rule.ToString());
        Assert.Equal(reVote, rule.ReVote);
    }

    [Theory]
    [InlineData("")]
    [InlineData("first")]
    [InlineData("Plurality")]
    [InlineData("first-to")]
    public void Another_word_is_answered_with_the_known_ones(string text)
    {
        Sentence? reason = CountingRule.Read(text).Refusal;
        Assert.Equal("choose plurality, first-to-K (for example first-to-3) or last-vote-wins", reason?.ToString());
    }

    [Theory]
    [InlineData("first-to-")]
    [InlineData("first-to-0")]
    [InlineData("first-to-03")]
    [InlineData("first-to--1")]
    [InlineData("first-to-K")]
    [InlineData("first-to-256000001")]
    [InlineData("first-to-99999999999")]
    public void The_number_to_reach_is_a_whole_one_within_bounds(string text)
    {
        Sentence? reason = CountingRule.Read(text).Refusal;
        Assert.Equal("the number of votes in first-to-K is a whole number from 1 to 256000000", reason?.ToString());
    }
}
