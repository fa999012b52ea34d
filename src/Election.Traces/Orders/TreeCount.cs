using System.Numerics;

namespace Election.Traces.Orders;

/// <summary>
/// Counts the linear extensions of messages whose direct causes, taken as undirected edges, form a tree, as where chains of messages are
/// linked by one cause each (M. D. Atkinson, "On computing the number of linear extensions of a tree", Order 7, 1990). For every message it
/// keeps, by place, the number of sequences of its branch in which the message has that place, and joins the branches one by one: quadratic
/// in the number of messages.
/// </summary>
internal sealed class TreeCount
{
    private readonly Binomials _binomials;
    private readonly List<(int Other, bool IsAfter)>[] _links;

    private TreeCount(Binomials binomials, List<(int Other, bool IsAfter)>[] links)
    {
        _binomials = binomials;
        _links = links;
    }

    /// <summary>Returns the count; null if the messages, which are connected, do not form a tree.</summary>
    public static BigInteger? Of(MessageOrder order, int[] messages, Binomials binomials)
    {
        List<(int Other, bool IsAfter)>[] links = [.. messages.Select(_ => new List<(int, bool)>())];
        int count = 0;
        for (int one = 0; one < messages.Length; one++)
        {
            for (int other = 0; other < messages.Length; other++)
            {
                if (!IsDirect(order, messages, messages[one], messages[other]))
                    continue;
                // A connected graph has at least one link fewer than messages; with more links there is a cycle.
                if (++count == messages.Length)
                    return null;
                links[one].Add((other, true));
                links[other].Add((one, false));
            }
        }
        BigInteger sum = BigInteger.Zero;
        foreach (BigInteger ways in new TreeCount(binomials, links).Places(0, -1))
            sum += ways;
        return sum;
    }

    private static bool IsDirect(MessageOrder order, int[] messages, int one, int other) =>
        order.IsBefore(one, other) && !messages.Any(between => order.IsBefore(one, between) && order.IsBefore(between, other));

    // By place, from 0: the number of sequences of a message's branch, seen from its parent, in which it has that place.
    private BigInteger[] Places(int message, int from)
    {
        BigInteger[] places = [BigInteger.One];
        foreach ((int other, bool isAfter) in _links[message])
        {
            if (other != from)
                places = Join(places, Places(other, message), isAfter);
        }
        return places;
    }

    // Merges the sequences of two branches so that as many messages of the second come before the message as its root allows.
    private BigInteger[] Join(BigInteger[] own, BigInteger[] branch, bool isAfter)
    {
        BigInteger[] allowed = Allowed(branch, isAfter);
        var joined = new BigInteger[own.Length + branch.Length];
        for (int place = 0; place < own.Length; place++)
        {
            for (int before = 0; before <= branch.Length; before++)
            {
                BigInteger merges = _binomials[place + before, before]
                    * _binomials[own.Length - 1 - place + branch.Length - before, branch.Length - before];
                joined[place + before] += own[place] * allowed[before] * merges;
            }
        }
        return joined;
    }

    // By the number of the branch's messages before the message: the number of the branch's sequences whose root is then on the right side.
    private static BigInteger[] Allowed(BigInteger[] branch, bool isAfter)
    {
        var allowed = new BigInteger[branch.Length + 1];
        if (isAfter)
        {
            for (int before = branch.Length - 1; before >= 0; before--)
                allowed[before] = allowed[before + 1] + branch[before];
        }
        else
        {
            for (int before = 1; before <= branch.Length; before++)
                allowed[before] = allowed[before - 1] + branch[before - 1];
        }
        return allowed;
    }
}
