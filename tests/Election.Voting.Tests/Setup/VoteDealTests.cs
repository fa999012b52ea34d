using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Setup;

public sealed class VoteDealTests
{
    [Fact]
    public void A_deal_keeps_the_counts_whatever_the_seed()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            ImmutableArray<int> votes = VoteDeal.Exactly([10, 5, 0, 1], seed);
            Assert.Equal([10, 5, 0, 1], Enumerable.Range(0, 4).Select(choice => votes.Count(vote => vote == choice)));
        }
    }

    [Fact]
    public void One_seed_deals_one_way_and_another_seed_another() =>
        Assert.True(Enumerable.Range(0, 50).Select(seed => string.Concat(VoteDeal.Exactly([10, 5], (ulong)seed))).Distinct().Count() > 40);

    [Fact]
    public void The_same_seed_deals_the_same_votes() =>
        Assert.Equal([.. VoteDeal.Exactly([10, 5], 42)], VoteDeal.Exactly([10, 5], 42).ToArray());

    [Fact]
    public void Automatic_votes_reach_every_choice_about_equally()
    {
        int[] votes = [.. Enumerable.Range(0, 3000).Select(i => VoteDeal.Drawn(MemberId.Parse($"n{i}"), 3, 42))];
        Assert.All(Enumerable.Range(0, 3), choice => Assert.InRange(votes.Count(vote => vote == choice), 900, 1100));
    }
}
