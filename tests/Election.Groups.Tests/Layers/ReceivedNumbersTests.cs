using Election.Groups.Layers.Reliable;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Layers;

public sealed class ReceivedNumbersTests
{
    [Fact]
    public void Within_the_window_it_says_of_every_number_what_a_set_would_say() =>
        Prop.ForAll(Gen.Choose(1, ReceivedNumbers.Window).ListOf().ToArbitrary(), arrivals =>
        {
            var numbers = new ReceivedNumbers();
            var set = new HashSet<ulong>();
            foreach (ulong number in arrivals.Select(arrival => (ulong)arrival))
            {
                ulong missing = Enumerable.Range(1, (int)number).Select(one => (ulong)one)
                    .FirstOrDefault(one => one < number && !set.Contains(one));
                if (numbers.FirstMissingBelow(number) != missing || numbers.TryAdd(number) != set.Add(number))
                    return false;
            }
            return numbers.Highest == set.DefaultIfEmpty().Max();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_lies_further_back_than_the_window_is_taken_to_have_come()
    {
        var numbers = new ReceivedNumbers();
        Assert.True(numbers.TryAdd(2));
        Assert.True(numbers.TryAdd(2 + ReceivedNumbers.Window));

        Assert.Equal(2UL, numbers.Floor);
        Assert.False(numbers.TryAdd(1));
        Assert.Equal(3UL, numbers.FirstMissingBelow(4));
        Assert.True(numbers.TryAdd(10 * ReceivedNumbers.Window));
        Assert.False(numbers.TryAdd(3));
        Assert.True(numbers.TryAdd(10 * ReceivedNumbers.Window - 1));
        Assert.False(numbers.TryAdd(10 * ReceivedNumbers.Window - 1));
    }

    [Fact]
    public void A_later_life_begins_with_nothing_and_an_earlier_one_is_over()
    {
        ulong second = MessageStream.BaseOf(1) + 1;
        var numbers = new ReceivedNumbers();
        numbers.TryAdd(1);

        Assert.True(numbers.RenewIfLater(second));
        Assert.False(numbers.RenewIfLater(second));
        Assert.True(numbers.TryAdd(second));
        Assert.False(numbers.TryAdd(2));
        Assert.False(numbers.RenewIfLater(MessageStream.BaseOf(MessageStream.MaxLives + 1) + 1));
    }
}
