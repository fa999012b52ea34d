using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Local;

namespace Election.Node.Tests.Local;

public sealed class VoteDealTests
{
    [Fact]
    public void A_deal_keeps_the_counts_whatever_the_seed()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            ImmutableArray<int> votes = VoteDeal.Deal([10, 5, 0, 1], seed);
            Assert.Equal([10, 5, 0, 1], Enumerable.Range(0, 4).Select(choice => votes.Count(vote => vote == choice)));
        }
    }

    [Fact]
    public void One_seed_deals_one_way_and_another_seed_another() =>
        Assert.True(Enumerable.Range(0, 50).Select(seed => string.Concat(VoteDeal.Deal([10, 5], (ulong)seed))).Distinct().Count() > 40);

    [Fact]
    public void The_same_seed_deals_the_same_votes() => Assert.Equal([.. VoteDeal.Deal([10, 5], 42)], VoteDeal.Deal([10, 5], 42).ToArray());

    [Fact]
    public void Automatic_votes_reach_every_choice_about_equally()
    {
        int[] votes = [.. Enumerable.Range(0, 3000).Select(i => VoteDeal.Auto(MemberId.Parse($"n{i}"), 3, 42))];
        Assert.All(Enumerable.Range(0, 3), choice => Assert.InRange(votes.Count(vote => vote == choice), 900, 1100));
    }

    [Theory]
    [InlineData("Sánchez:10,Pérez:5", 15)]
    [InlineData(" Ana : 0,Eva:1", null)]
    [InlineData("Ana :0,Eva:1", 1)]
    [InlineData("a:b:2,c:1", 3)]
    public void Votes_are_read_with_their_sum(string text, int? sum) =>
        Assert.Equal(sum, VoteCounts.TryParse(text, out VoteCounts? votes, out _) ? votes!.Sum : null);

    [Fact]
    public void Votes_follow_the_order_of_the_choices_and_may_leave_some_out()
    {
        Assert.True(VoteCounts.TryParse("Eva:2,Ana:1", out VoteCounts? votes, out _));
        Assert.True(votes!.TryFit(["Ana", "Pia", "Eva"], out VoteCounts? fitted, out _));
        Assert.Equal([1, 0, 2], fitted!.Counts.ToArray());
    }
}
