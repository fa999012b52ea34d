using System.Numerics;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>
/// Counts exactly the sequences that respect an order: its linear extensions. Enumeration is avoided where possible. Unrelated parts
/// interleave freely (a multinomial); parts of which one lies wholly before the other multiply; the rest is counted by
/// <see cref="TreeCount"/> if it is a tree, and otherwise by <see cref="PrefixCount"/>.
/// </summary>
public static class SequenceCount
{
    /// <summary>Counts the linear extensions of an order.</summary>
    /// <param name="order">The order to respect.</param>
    /// <returns>The number of sequences that respect it, or the limit exceeded, in one clause.</returns>
    public static Parsed<BigInteger> Count(MessageOrder order)
    {
        int[] all = [.. Enumerable.Range(0, order.Plan.Messages.Length)];
        var binomials = new Binomials(all.Length);
        return Of(order, all, binomials) is { } count ? count
            : Sentence.Of($"the causes connect too many messages: more than {PrefixCount.MostPrefixes} sets of them "
                + $"may have been delivered at some moment, and no more are counted");
    }

    private static BigInteger? Of(MessageOrder order, int[] messages, Binomials binomials)
    {
        if (messages.Length <= 1)
            return BigInteger.One;
        List<int[]> apart = Parts(messages, order.AreComparable);
        if (apart.Count > 1)
            return Product(order, apart, binomials) is { } inside ? inside * Interleavings(apart, binomials) : null;
        List<int[]> inRow = Parts(messages, (one, other) => one != other && !order.AreComparable(one, other));
        if (inRow.Count > 1)
            return Product(order, inRow, binomials);
        return TreeCount.Of(order, messages, binomials) ?? PrefixCount.Of(order, messages);
    }

    private static BigInteger? Product(MessageOrder order, List<int[]> parts, Binomials binomials)
    {
        BigInteger product = BigInteger.One;
        foreach (int[] part in parts)
        {
            if (Of(order, part, binomials) is not { } factor)
                return null;
            product *= factor;
        }
        return product;
    }

    private static BigInteger Interleavings(List<int[]> parts, Binomials binomials)
    {
        BigInteger ways = BigInteger.One;
        int placed = 0;
        foreach (int[] part in parts)
        {
            placed += part.Length;
            ways *= binomials[placed, part.Length];
        }
        return ways;
    }

    // Returns the connected parts under a relation, each in the order of the plan.
    private static List<int[]> Parts(int[] messages, Func<int, int, bool> areRelated)
    {
        var parts = new List<int[]>();
        var left = new List<int>(messages);
        while (left.Count > 0)
        {
            var part = new List<int> { left[0] };
            left.RemoveAt(0);
            for (int next = 0; next < part.Count; next++)
            {
                int from = part[next];
                part.AddRange(left.Where(one => areRelated(from, one)));
                left.RemoveAll(one => areRelated(from, one));
            }
            part.Sort();
            parts.Add([.. part]);
        }
        return parts;
    }
}
