using System.Collections.Immutable;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Setup;

public sealed class ChoiceListTests
{
    [Fact]
    public void Choices_keep_their_order_and_lose_the_spaces_around_them()
    {
        Assert.True(ChoiceList.TryParse("Sánchez, Pérez ,none of them", out ImmutableArray<string> choices, out _));
        Assert.Equal<string>(["Sánchez", "Pérez", "none of them"], [.. choices]);
    }

    [Theory]
    [InlineData("Yes", "at least 2 choices, not 1")]
    [InlineData("", "must not be empty")]
    [InlineData("Yes,,No", "must not be empty")]
    [InlineData("Yes,No,Yes", "'Yes' is listed twice")]
    [InlineData("S\u00E1nchez,Sa\u0301nchez", "twice")]
    [InlineData("Yes,N\u001Bo", "U+001B")]
    [InlineData(null, "must not be empty")]
    public void A_list_that_cannot_be_voted_on_is_refused(string? typed, string reason)
    {
        Assert.False(ChoiceList.TryParse(typed, out ImmutableArray<string> choices, out Sentence said));
        Assert.Empty(choices);
        Assert.Contains(reason, said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_choices_are_taken_and_one_more_is_refused()
    {
        string[] names = [.. Enumerable.Range(1, ChoiceList.Max + 1).Select(i => $"c{i}")];
        Assert.True(ChoiceList.TryParse(string.Join(',', names[..ChoiceList.Max]), out _, out _));
        Assert.False(ChoiceList.TryParse(string.Join(',', names), out _, out Sentence reason));
        Assert.Contains("at most 32", reason.ToString(), StringComparison.Ordinal);
    }
}
