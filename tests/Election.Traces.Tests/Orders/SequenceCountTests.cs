using System.Collections.Immutable;
using System.Numerics;
using Election.Traces.Orders;

namespace Election.Traces.Tests.Orders;

/// <summary>The number of sequences that an order allows: known figures, and a count by trying every permutation.</summary>
public sealed class SequenceCountTests
{
    private const string Classic = "P1:m11,m12 P2:m21,m22";

    [Theory]
    [InlineData(SequenceOrder.Unordered, 24)]
    [InlineData(SequenceOrder.Fifo, 6)]
    [InlineData(SequenceOrder.Causal, 6)]
    public void Two_processes_with_two_messages_each_give_the_figures_of_the_exercise(SequenceOrder order, int expected) =>
        Assert.Equal(expected, Count(Classic, order));

    [Theory]
    [InlineData("m11>m21", 3)]
    [InlineData("m11>m22", 5)]
    [InlineData("m12>m21", 1)]
    [InlineData("m12>m22", 3)]
    [InlineData("m11>m21 m21>m12", 2)]
    [InlineData("m11>m12", 6)]
    public void A_cause_leaves_fewer_sequences(string causes, int expected) =>
        Assert.Equal(expected, Count(Classic, SequenceOrder.Causal, causes));

    [Fact]
    public void Three_senders_of_ten_and_twelve_of_twelve_are_counted_exactly()
    {
        Assert.Equal(BigInteger.Parse("5550996791340"), Count(Plan(3, 10), SequenceOrder.Fifo));
        BigInteger twelve = Factorial(144) / BigInteger.Pow(Factorial(12), 12);
        Assert.Equal(twelve, Count(Plan(12, 12), SequenceOrder.Fifo));
        Assert.Equal(Factorial(144), Count(Plan(12, 12), SequenceOrder.Unordered));
    }

    [Fact]
    public void Causes_that_tie_twelve_senders_to_a_tree_are_counted_though_they_can_be_delivered_in_part_in_very_many_ways()
    {
        string causes = string.Join(' ', Enumerable.Range(1, 11).Select(i => $"m{i}_6>m{i + 1}_7"));
        BigInteger count = Count(Plan(12, 12), SequenceOrder.Causal, causes);
        Assert.InRange(count, BigInteger.One, Count(Plan(12, 12), SequenceOrder.Fifo) - 1);
        // By symmetry, of two chains of equal length either middle comes first in half of all sequences.
        Assert.Equal(Count(Plan(2, 11), SequenceOrder.Fifo), 2 * Count(Plan(2, 11), SequenceOrder.Causal, "m1_6>m2_6"));
    }

    // Every pair of causes, so that every way of counting is used: apart, in a row, trees, and none of these.
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void Every_two_causes_give_what_trying_every_permutation_gives(int senders, int messages) =>
        CompareWithBruteForce(Plan(senders, messages), 2);

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 3)]
    public void Every_cause_in_larger_plans_gives_what_trying_every_permutation_gives(int senders, int messages) =>
        CompareWithBruteForce(Plan(senders, messages), 1);

    [Theory]
    [InlineData("m1_1>m2_2 m2_1>m3_2 m3_1>m1_2")]
    [InlineData("m1_1>m2_2 m2_1>m1_2 m3_1>m2_3")]
    [InlineData("m1_1>m2_2 m2_1>m3_3 m3_2>m1_3 m3_1>m2_2")]
    public void Causes_in_a_ring_are_no_tree_and_are_counted_all_the_same(string causes) =>
        AssertAsTried(Plan(3, 3), Causes(causes), Permutations(9));

    [Fact]
    public void The_list_holds_each_sequence_once_and_as_many_as_are_counted()
    {
        MessageOrder order = Order(Classic, SequenceOrder.Causal, "m11>m21");
        string[] listed = [.. SequenceList.Of(order).Select(one => string.Join(' ', one.Select(place => order.Plan.Messages[place])))];
        Assert.Equal(["m11 m12 m21 m22", "m11 m21 m12 m22", "m11 m21 m22 m12"], listed);
        Assert.Equal(24, SequenceList.Of(Order(Classic, SequenceOrder.Unordered)).Select(one => string.Join(' ', one)).Distinct().Count());
    }

    [Fact]
    public void What_can_be_delivered_in_part_in_too_many_ways_is_refused_in_one_sentence()
    {
        // A ring of causes around all senders is neither apart, nor in a row, nor a tree.
        string ring = string.Join(' ', Enumerable.Range(1, 12).Select(i => $"m{i}_6>m{(i % 12) + 1}_7"));
        Sentence? reason = SequenceCount.Count(Order(Plan(12, 12), SequenceOrder.Causal, ring)).Refusal;
        Assert.Equal("the causes connect too many messages: more than 1000000 sets of them may have been delivered at some moment, "
            + "and no more are counted", reason.InEnglish());
    }

    [Theory]
    [InlineData("m11>m99", "nobody sends 'm99'")]
    [InlineData("m12>m11", "the causes are cyclic: m11 comes before m12 comes before m11")]
    [InlineData("m11>m11", "the causes are cyclic: m11 comes before m11")]
    [InlineData("m12>m21 m22>m11", "the causes are cyclic: m11 comes before m12 comes before m21 comes before m22 comes before m11")]
    public void Causes_that_make_no_sense_are_named(string causes, string expected)
    {
        foreach (SequenceOrder order in Enum.GetValues<SequenceOrder>())
        {
            Assert.Equal(expected, MessageOrder.Make(PlanOf(Classic), order, Causes(causes)).Refusal.InEnglish());
        }
    }

    [Theory]
    [InlineData("", "nobody sends anything: write, for example, \"P1:m11,m12 P2:m21,m22\"")]
    [InlineData("P1", "'P1' is not a sender with its messages: write, for example, P1:m11,m12")]
    [InlineData("P1:a:b", "'P1:a:b' is not a sender with its messages: write, for example, P1:m11,m12")]
    [InlineData("P1:a,,b", "'' is not a valid name: a name has at least one character, and no blank, comma, colon or '>'")]
    [InlineData("P1:a,b P2:b", "b is sent twice: every message has a name of its own")]
    [InlineData("P1:a P1:b", "P1 is listed twice: give all its messages at once")]
    public void A_plan_that_makes_no_sense_is_refused_in_one_clause(string sends, string expected)
    {
        Assert.Equal(expected, SendPlan.Read(sends).Refusal.InEnglish());
    }

    [Fact]
    public void A_plan_has_a_limit()
    {
        SendPlan.Read(Plan(1, SendPlan.MaxMessages)).OrThrow();
        Sentence? reason = SendPlan.Read(Plan(1, SendPlan.MaxMessages + 1)).Refusal;
        Assert.Equal("513 messages are too many: there may be at most 512", reason.InEnglish());
    }

    private static void CompareWithBruteForce(string sends, int causes)
    {
        SendPlan plan = PlanOf(sends);
        List<int[]> permutations = Permutations(plan.Messages.Length);
        ImmutableArray<Cause> all = [.. plan.Messages.SelectMany(one => plan.Messages.Select(other => new Cause(one, other)))];
        int compared = 0;
        foreach (Cause one in all)
        {
            foreach (Cause other in causes == 2 ? all : [one])
                compared += AssertAsTried(sends, [one, other], permutations) ? 1 : 0;
        }
        Assert.InRange(compared, plan.Messages.Length, int.MaxValue);
    }

    // Returns whether the causes are consistent; if they are, asserts that the count equals the number found by trying.
    private static bool AssertAsTried(string sends, ImmutableArray<Cause> causes, List<int[]> permutations)
    {
        SendPlan plan = PlanOf(sends);
        List<(int, int)> pairs = [.. causes.Select(cause => (plan.PlaceOf(cause.Before)!.Value, plan.PlaceOf(cause.After)!.Value))];
        for (int place = 1; place < plan.Messages.Length; place++)
        {
            if (plan.SenderOf[place] == plan.SenderOf[place - 1])
                pairs.Add((place - 1, place));
        }
        int tried = permutations.Count(one => pairs.TrueForAll(pair => one[pair.Item1] < one[pair.Item2]));
        bool isOne = MessageOrder.Make(plan, SequenceOrder.Causal, causes).TryGet(out MessageOrder? order);
        Assert.Equal(isOne, tried > 0);
        if (isOne)
        {
            BigInteger count = SequenceCount.Count(order!).OrThrow();
            Assert.Equal(tried, count);
        }
        return isOne;
    }

    // Each as the place that every message has in it.
    private static List<int[]> Permutations(int count)
    {
        List<int[]> all = [[]];
        for (int next = 0; next < count; next++)
        {
            int length = next;
            all = [.. all.SelectMany(one => Enumerable.Range(0, length + 1)
                .Select(at => (int[])[.. one.Select(place => place >= at ? place + 1 : place), at]))];
        }
        return all;
    }

    private static string Plan(int senders, int messages) => string.Join(' ', Enumerable.Range(1, senders)
        .Select(sender => $"P{sender}:{string.Join(',', Enumerable.Range(1, messages).Select(message => $"m{sender}_{message}"))}"));

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, i) => product * i);

    private static BigInteger Count(string sends, SequenceOrder order, string causes = "") =>
        SequenceCount.Count(Order(sends, order, causes)).OrThrow();

    private static MessageOrder Order(string sends, SequenceOrder order, string causes = "") =>
        MessageOrder.Make(PlanOf(sends), order, Causes(causes)).OrThrow();

    private static SendPlan PlanOf(string sends) => SendPlan.Read(sends).OrThrow();

    private static ImmutableArray<Cause> Causes(string causes) =>
        [.. causes.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(text => Cause.ReadChain(text).OrThrow())];
}
