using System.Numerics;

namespace Election.Traces.Orders;

/// <summary>
/// Counts the sequences of messages of which each sender's stand in one order: over the sets of messages that may have been delivered at
/// some moment, each told as how many of each sender's there are. A set is reached in as many ways as the sets that lack one message of
/// it, together.
/// </summary>
internal sealed class PrefixCount
{
    /// <summary>The most sets that are looked at: five senders of twelve messages have fewer, whatever their causes.</summary>
    public const int MostPrefixes = 1_000_000;

    private readonly int[][] _chains;
    private readonly int[][][] _needs;

    private PrefixCount(MessageOrder order, int[][] chains)
    {
        _chains = chains;
        _needs = [.. chains.Select(chain => chain.Select(message => Needs(order, message)).ToArray())];
    }

    /// <summary>Counts; null when there are more than <see cref="MostPrefixes"/> sets.</summary>
    /// <param name="order">An order in which the messages of each sender stand in the order it sent them.</param>
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
        // All messages are one set.
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

    // By chain: how many of its messages come before this one.
    private int[] Needs(MessageOrder order, int message) =>
        [.. _chains.Select(chain => chain.Count(one => order.IsBefore(one, message)))];
}
