using System.Numerics;

namespace Election.Traces.Orders;

/// <summary>
/// Counts the linear extensions in which each sender's messages have a fixed order, over the sets of messages that may have been delivered
/// at some moment, each given by the number of delivered messages per sender. The count for a set is the sum of the counts for the sets
/// with one message fewer.
/// </summary>
internal sealed class PrefixCount
{
    /// <summary>The largest number of sets examined: five senders of twelve messages each have fewer, whatever their causes.</summary>
    public const int MostPrefixes = 1_000_000;

    private readonly int[][] _chains;
    private readonly int[][][] _needs;

    private PrefixCount(MessageOrder order, int[][] chains)
    {
        _chains = chains;
        _needs = [.. chains.Select(chain => chain.Select(message => Needs(order, message)).ToArray())];
    }

    /// <summary>Returns the count; null if there are more than <see cref="MostPrefixes"/> sets.</summary>
    /// <param name="order">An order that fixes the sequence of each sender's messages.</param>
    /// <param name="messages">The messages to count.</param>
    public static BigInteger? Of(MessageOrder order, int[] messages)
    {
        int[][] chains = [.. messages.GroupBy(message => order.Plan.SenderOf[message]).Select(chain => chain.ToArray())];
        return new PrefixCount(order, chains).Count(messages.Length);
    }

    private BigInteger? Count(int messages)
    {
        var start = new string('\0', _chains.Length);
        var reached = new Dictionary<string, BigInteger>(StringComparer.Ordinal) { [start] = BigInteger.One };
        int seen = 1;
        for (int delivered = 0; delivered < messages; delivered++)
        {
            var next = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
            foreach ((string prefix, BigInteger ways) in reached)
            {
                Advance(prefix, ways, next);
                if (seen + next.Count > MostPrefixes)
                    return null;
            }
            seen += next.Count;
            reached = next;
        }
        // Only the set of all messages is left.
        return reached.Values.Single();
    }

    private void Advance(string prefix, BigInteger ways, Dictionary<string, BigInteger> next)
    {
        Dictionary<string, BigInteger>.AlternateLookup<ReadOnlySpan<char>> lookup = next.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> longer = stackalloc char[prefix.Length];
        prefix.CopyTo(longer);
        for (int chain = 0; chain < _chains.Length; chain++)
        {
            if (prefix[chain] == _chains[chain].Length || !Satisfies(prefix, _needs[chain][prefix[chain]]))
                continue;
            longer[chain]++;
            lookup[longer] = lookup.TryGetValue(longer, out BigInteger known) ? known + ways : ways;
            longer[chain]--;
        }
    }

    private static bool Satisfies(string prefix, int[] needs)
    {
        for (int chain = 0; chain < needs.Length; chain++)
        {
            if (prefix[chain] < needs[chain])
                return false;
        }
        return true;
    }

    // Returns, for each chain, the number of its messages that must come before this one.
    private int[] Needs(MessageOrder order, int message) =>
        [.. _chains.Select(chain => chain.Count(one => order.IsBefore(one, message)))];
}
