using System.Collections.Immutable;
using System.Diagnostics;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>A partial order on the messages of a plan. A sequence that respects it is one of its linear extensions.</summary>
public sealed class MessageOrder
{
    private const int WordBits = 64;

    private readonly ulong[][] _before;

    private MessageOrder(SendPlan plan, ulong[][] before)
    {
        Plan = plan;
        _before = before;
    }

    /// <summary>The plan whose messages are ordered.</summary>
    public SendPlan Plan { get; }

    /// <summary>Makes the partial order that a delivery order requires.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="order">The delivery order.</param>
    /// <param name="causes">
    /// The causes; only <see cref="SequenceOrder.Causal"/> uses them, but they must be consistent for every order.
    /// </param>
    /// <returns>The partial order, or the fault of the causes in one clause.</returns>
    public static Parsed<MessageOrder> Make(SendPlan plan, SequenceOrder order, ImmutableArray<Cause> causes)
    {
        foreach (Cause cause in causes)
        {
            string? unknown = plan.PlaceOf(cause.Before) is null ? cause.Before : plan.PlaceOf(cause.After) is null ? cause.After : null;
            if (unknown is not null)
                return Sentence.Of($"nobody sends '{unknown}'");
        }
        List<(int Before, int After)> fifo = [.. Enumerable.Range(1, plan.Messages.Length - 1)
            .Where(place => plan.SenderOf[place] == plan.SenderOf[place - 1]).Select(place => (place - 1, place))];
        List<(int Before, int After)> causal =
            [.. fifo, .. causes.Select(cause => (plan.PlaceOf(cause.Before)!.Value, plan.PlaceOf(cause.After)!.Value))];
        if (!Close(plan, causal).TryGet(out ulong[][]? closed, out Sentence? reason))
            return reason;
        return order switch
        {
            SequenceOrder.Unordered => Of(plan, []),
            SequenceOrder.Fifo => Of(plan, fifo),
            SequenceOrder.Causal => new MessageOrder(plan, closed),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>True if the first message must come before the second.</summary>
    public bool IsBefore(int one, int other) => (_before[other][one / WordBits] >> (one % WordBits) & 1) != 0;

    /// <summary>True if the order fixes which of two messages comes first.</summary>
    public bool AreComparable(int one, int other) => IsBefore(one, other) || IsBefore(other, one);

    private static MessageOrder Of(SendPlan plan, List<(int Before, int After)> pairs) =>
        new(plan, Close(plan, pairs).OrThrow(cycle =>
            new InvalidOperationException($"The messages of each sender stand in one order, and yet {cycle.ToString()}.")));

    // Computes the transitive closure of the pairs, or fails if they form a cycle: a message is taken once all messages before it are.
    private static Parsed<ulong[][]> Close(SendPlan plan, List<(int Before, int After)> pairs)
    {
        int count = plan.Messages.Length;
        ulong[][] before = [.. Enumerable.Range(0, count).Select(_ => new ulong[(count + WordBits - 1) / WordBits])];
        ILookup<int, int> after = pairs.ToLookup(pair => pair.Before, pair => pair.After);
        var waits = new int[count];
        foreach ((_, int later) in pairs)
            waits[later]++;
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(place => waits[place] == 0));
        int taken = 0;
        for (; ready.TryDequeue(out int place); taken++)
        {
            foreach (int later in after[place])
            {
                for (int word = 0; word < before[later].Length; word++)
                    before[later][word] |= before[place][word];
                before[later][place / WordBits] |= 1UL << (place % WordBits);
                if (--waits[later] == 0)
                    ready.Enqueue(later);
            }
        }
        return taken == count ? before : Sentence.Of($"the causes are cyclic: {Cycle(plan, pairs, waits)}");
    }

    // Every waiting message waits for another that waits, so following them back must close a cycle.
    private static Sentence Cycle(SendPlan plan, List<(int Before, int After)> pairs, int[] waits)
    {
        int place = Array.FindIndex(waits, count => count > 0);
        var path = new List<int>();
        while (!path.Contains(place))
        {
            path.Add(place);
            place = pairs.First(pair => pair.After == place && waits[pair.Before] > 0).Before;
        }
        IEnumerable<int> cycle = path.SkipWhile(one => one != place).Append(place).Reverse();
        return Sentence.Chain($" comes before ", [.. cycle.Select(one => plan.Messages[one])]);
    }
}
