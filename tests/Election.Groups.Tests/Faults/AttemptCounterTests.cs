using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Faults;

public sealed class AttemptCounterTests
{
    private static readonly NodeTag s_sender = MemberId.Parse("n1").Tag;

    [Fact]
    public void Arrivals_of_one_identity_are_counted_from_nought_and_apart_from_others()
    {
        var counter = new AttemptCounter();
        Assert.Equal([0, 1, 2], [counter.Next(Data(1)), counter.Next(Data(1)), counter.Next(Data(1))]);
        Assert.Equal(0, counter.Next(Data(2)));
        Assert.Equal(0, counter.Next(new DatagramIdentity(s_sender, FrameKind.Repair, 1)));
        Assert.Equal(0, counter.Next(new DatagramIdentity(MemberId.Parse("n2").Tag, FrameKind.Data, 1)));
        Assert.Equal(3, counter.Next(Data(1)));
        Assert.Equal(0, counter.Forgotten);
    }

    [Fact]
    public void At_its_limit_the_longest_unseen_identity_is_forgotten_and_comes_back_at_an_attempt_it_never_had()
    {
        var counter = new AttemptCounter(AttemptCounter.Ways);
        for (ulong i = 0; i < AttemptCounter.Ways; i++)
            counter.Next(Data(i));
        counter.Next(Data(0));
        Assert.Equal(0, counter.Forgotten);
        counter.Next(Data(100));
        Assert.Equal(1, counter.Forgotten);
        Assert.Equal(2, counter.Next(Data(0)));
        Assert.Equal(2, counter.Next(Data(1)));
        Assert.Equal(2, counter.Forgotten);
    }

    [Fact]
    public void A_flood_of_identities_neither_grows_the_table_nor_starves_a_repeated_datagram()
    {
        var counter = new AttemptCounter(64);
        var attempts = new HashSet<int>();
        ulong next = 1;
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
                counter.Next(Data(next++));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
        Assert.Equal((20 * 1000) - 64, counter.Forgotten);
        for (int round = 0; round < 20; round++)
        {
            Assert.True(attempts.Add(counter.Next(Data(0))));
            for (int i = 0; i < 1000; i++)
                counter.Next(Data(next++));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(100)]
    public void A_capacity_that_is_no_power_of_two_is_a_defect(int capacity) =>
        Assert.Throws<ArgumentException>(() => new AttemptCounter(capacity));

    private static DatagramIdentity Data(ulong number) => new(s_sender, FrameKind.Data, number);
}
