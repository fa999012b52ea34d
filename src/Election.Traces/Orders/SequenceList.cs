namespace Election.Traces.Orders;

/// <summary>
/// Lists the sequences that respect an order. Where two messages may come next, the one that is first in the plan comes first.
/// </summary>
public static class SequenceList
{
    /// <summary>Returns every sequence, as places of messages. There may be very many: take only as many as needed.</summary>
    public static IEnumerable<int[]> Of(MessageOrder order)
    {
        int count = order.Plan.Messages.Length;
        var sequence = new int[count];
        var isPlaced = new bool[count];
        int depth = 0;
        int next = 0;
        while (depth >= 0)
        {
            if (depth == count)
                yield return [.. sequence];
            int message = depth == count ? -1 : FirstReady(order, isPlaced, next);
            if (message >= 0)
            {
                sequence[depth++] = message;
                isPlaced[message] = true;
                next = 0;
            }
            else if (--depth >= 0)
            {
                isPlaced[sequence[depth]] = false;
                next = sequence[depth] + 1;
            }
        }
    }

    private static int FirstReady(MessageOrder order, bool[] isPlaced, int from)
    {
        for (int message = from; message < isPlaced.Length; message++)
        {
            if (!isPlaced[message] && IsReady(order, isPlaced, message))
                return message;
        }
        return -1;
    }

    private static bool IsReady(MessageOrder order, bool[] isPlaced, int message)
    {
        for (int other = 0; other < isPlaced.Length; other++)
        {
            if (!isPlaced[other] && order.IsBefore(other, message))
                return false;
        }
        return true;
    }
}
