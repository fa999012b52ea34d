using System.Collections.Immutable;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Setup;

public sealed class ChoiceListTests
{
    [Fact]
    public void Choices_keep_their_order_and_lose_the_spaces_around_them()
    {
        ImmutableArray<string> choices = ChoiceList.Read("Sánchez, Pérez ,none of them").OrThrow();
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
        Assert.Contains(reason, ChoiceList.Read(typed).Refusal?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_choices_are_taken_and_one_more_is_refused()
    {
        string[] names = [.. Enumerable.Range(1, ChoiceList.Max + 1).Select(i => $"c{i}")];
        ChoiceList.Read(string.Join(',', names[..ChoiceList.Max])).OrThrow();
        Assert.Contains("at most 32", ChoiceList.Read(string.Join(',', names)).Refusal?.ToString(), StringComparison.Ordinal);
    }
}
