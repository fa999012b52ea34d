using System.Globalization;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>Reads the grammar's frame, <c>when</c> and <c>where</c>; <see cref="FaultActionParser"/> reads <c>what</c>.</summary>
internal static class FaultSpecParser
{
    private const int LongestQuote = 60;

    public static bool TryParse(string text, out FaultSpec? spec, out Sentence reason)
    {
        spec = null;
        if (text.Length > FaultSpec.MaxTextLength)
            return Refuse($"A fault specification has at most {FaultSpec.MaxTextLength} characters.", out reason);
        string[] parts = text.Split(':');
        if (parts.Length > 3)
            return Refuse($"{Quote(text)} has more than three parts; the order is [when:][where:]what.", out reason);
        if (parts.Any(part => part.Length == 0))
            return Refuse($"{Quote(text)} has an empty part; the order is [when:][where:]what.", out reason);
        FaultWhen when = FaultWhen.Always;
        FaultWhere where = FaultWhere.Everywhere;
        bool hasWhen = parts.Length == 3 || (parts.Length == 2 && LooksLikeWhen(parts[0]));
        bool hasWhere = parts.Length == 3 || (parts.Length == 2 && !hasWhen);
        if (hasWhen && !TryWhen(parts[0], out when, out reason))
            return false;
        if (hasWhere && !TryWhere(parts[^2], out where, out reason))
            return false;
        if (!FaultActionParser.TryParse(parts[^1], out FaultAction? what, out reason) || what is null)
            return false;
        var parsed = new FaultSpec(when, where, what);
        if (FaultValidation.Objection(parsed) is { } objection)
            return Refuse(objection, out reason);
        spec = parsed;
        return true;
    }

    public static bool TryEvent(string text, out FaultEvent e, out Sentence reason)
    {
        e = default;
        reason = Sentence.None;
        string[] sides = text.Split('=');
        FaultEventKind? kind = sides[0] switch
        {
            "order" => FaultEventKind.Order,
            "deliver" => FaultEventKind.Deliver,
            "send" => FaultEventKind.Send,
            _ => null,
        };
        if (kind is null || sides.Length != 2)
            return Refuse($"{Quote(text)} is no event; write order=K, deliver=K or send=K.", out reason);
        if (!int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
            return Refuse($"{Quote(sides[1])} in {Quote(text)} is no count; events are counted from 1.", out reason);
        e = new FaultEvent(kind.Value, count);
        return true;
    }

    public static bool Refuse(Sentence why, out Sentence reason)
    {
        reason = why;
        return false;
    }

    /// <summary>The operator's text in quotes, short, and without anything that could move a cursor.</summary>
    public static string Quote(string text)
    {
        string shown = text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
        return "'" + string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c)) + "'";
    }

    private static bool LooksLikeWhen(string part) => part[0] == '@' || part.Contains("..", StringComparison.Ordinal);

    private static bool TryWhen(string part, out FaultWhen when, out Sentence reason)
    {
        when = FaultWhen.Always;
        reason = Sentence.None;
        if (part[0] == '@')
        {
            if (!TryEvent(part[1..], out FaultEvent e, out reason))
                return false;
            when = new EventWhen(e);
            return true;
        }
        int dots = part.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return Refuse($"{Quote(part)} is no window (1s..2.5s) and no event (@order=3); the order is [when:][where:]what.", out reason);
        if (!TryTime(part[..dots], part, out TimeSpan from, out reason) || !TryTime(part[(dots + 2)..], part, out TimeSpan to, out reason))
            return false;
        if (from >= to)
            return Refuse($"The window {Quote(part)} ends before it has begun.", out reason);
        when = new WindowWhen(from, to);
        return true;
    }

    public static bool TryTime(string text, string part, out TimeSpan time, out Sentence reason)
    {
        reason = Sentence.None;
        return FaultTime.TryParse(text, out time)
            || Refuse($"{Quote(text)} in {Quote(part)} is no time; write seconds or milliseconds, as in 1.5s or 200ms.", out reason);
    }

    private static bool TryWhere(string part, out FaultWhere where, out Sentence reason)
    {
        where = FaultWhere.Everywhere;
        int arrow = part.IndexOf('>', StringComparison.Ordinal);
        if (arrow < 0)
        {
            if (part == "*")
                return Refuse($"'*' stands only at one end of a link, as in n1>*; write all.", out reason);
            if (!TryNode(part, part, out FaultNode node, out reason))
                return false;
            where = new NodeWhere(node);
            return true;
        }
        bool bothWays = arrow > 0 && part[arrow - 1] == '<';
        string left = part[..(bothWays ? arrow - 1 : arrow)];
        if (!TryNode(left, part, out FaultNode from, out reason) || !TryNode(part[(arrow + 1)..], part, out FaultNode to, out reason))
            return false;
        if (from == to && from.Kind != FaultNodeKind.All)
            return Refuse($"{Quote(part)} is no link: a node's own copy is never faulted.", out reason);
        where = from == to ? FaultWhere.Everywhere : new LinkWhere(from, to, bothWays);
        return true;
    }

    private static bool TryNode(string text, string part, out FaultNode node, out Sentence reason)
    {
        node = FaultNode.All;
        reason = Sentence.None;
        if (text is "all" or "*")
            return true;
        if (text == "leader")
        {
            node = FaultNode.Leader;
            return true;
        }
        if (!MemberId.TryParse(text, out MemberId id, out Sentence why))
            return Refuse($"{Quote(text)} in {Quote(part)} names no node: {why}.", out reason);
        node = FaultNode.Named(id);
        return true;
    }
}
