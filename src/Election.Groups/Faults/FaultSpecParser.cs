using System.Globalization;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>Reads the grammar's frame, <c>when</c> and <c>where</c>; <see cref="FaultActionParser"/> reads <c>what</c>.</summary>
internal static class FaultSpecParser
{
    private const int LongestQuote = 60;

    public static Parsed<FaultSpec> Read(string text)
    {
        if (text.Length > FaultSpec.MaxTextLength)
            return Sentence.Of($"A fault specification has at most {FaultSpec.MaxTextLength} characters.");
        string[] parts = text.Split(':');
        if (parts.Length > 3)
            return Sentence.Of($"{Quote(text)} has more than three parts; the order is [when:][where:]what.");
        if (parts.Any(part => part.Length == 0))
            return Sentence.Of($"{Quote(text)} has an empty part; the order is [when:][where:]what.");
        FaultWhen? when = FaultWhen.Always;
        FaultWhere? where = FaultWhere.Everywhere;
        bool hasWhen = parts.Length == 3 || (parts.Length == 2 && LooksLikeWhen(parts[0]));
        bool hasWhere = parts.Length == 3 || (parts.Length == 2 && !hasWhen);
        if (hasWhen && !ReadWhen(parts[0]).TryGet(out when, out Sentence? reason))
            return reason;
        if (hasWhere && !ReadWhere(parts[^2]).TryGet(out where, out reason))
            return reason;
        return FaultActionParser.Read(parts[^1]).Map(what => new FaultSpec(when, where, what)).Unless(FaultValidation.Objection);
    }

    public static Parsed<FaultEvent> ReadEvent(string text)
    {
        string[] sides = text.Split('=');
        FaultEventKind? kind = sides[0] switch
        {
            "order" => FaultEventKind.Order,
            "deliver" => FaultEventKind.Deliver,
            "send" => FaultEventKind.Send,
            _ => null,
        };
        if (kind is null || sides.Length != 2)
            return Sentence.Of($"{Quote(text)} is not an event; write order=K, deliver=K or send=K.");
        if (!int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
            return Sentence.Of($"{Quote(sides[1])} in {Quote(text)} is not a count; events are counted from 1.");
        return new FaultEvent(kind.Value, count);
    }

    /// <summary>The operator's text in quotes, short, and without anything that could move a cursor.</summary>
    public static string Quote(string text)
    {
        string shown = text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
        return "'" + string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c)) + "'";
    }

    private static bool LooksLikeWhen(string part) => part[0] == '@' || part.Contains("..", StringComparison.Ordinal);

    private static Parsed<FaultWhen> ReadWhen(string part)
    {
        if (part[0] == '@')
            return ReadEvent(part[1..]).Map(FaultWhen (e) => new EventWhen(e));
        if (part.StartsWith(UntilWhen.Prefix, StringComparison.Ordinal))
            return ReadEvent(part[UntilWhen.Prefix.Length..]).Map(FaultWhen (e) => new UntilWhen(e));
        int dots = part.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return Sentence.Of($"{Quote(part)} is neither a window (1s..2.5s) nor an event (@order=3); the order is [when:][where:]what.");
        if (!ReadTime(part[..dots], part).TryGet(out TimeSpan from, out Sentence? reason)
            || !ReadTime(part[(dots + 2)..], part).TryGet(out TimeSpan to, out reason))
            return reason;
        return from < to ? new WindowWhen(from, to) : Sentence.Of($"The window {Quote(part)} ends before it has begun.");
    }

    public static Parsed<TimeSpan> ReadTime(string text, string part) => FaultTime.TryParse(text, out TimeSpan time)
        ? time : Sentence.Of($"{Quote(text)} in {Quote(part)} is not a time; write seconds or milliseconds, as in 1.5s or 200ms.");

    private static Parsed<FaultWhere> ReadWhere(string part)
    {
        int arrow = part.IndexOf('>', StringComparison.Ordinal);
        if (part == "*")
            return Sentence.Of($"'*' stands only at one end of a link, as in n1>*; write all.");
        if (arrow < 0)
            return ReadNode(part, part).Map(FaultWhere (node) => new NodeWhere(node));
        bool bothWays = arrow > 0 && part[arrow - 1] == '<';
        string left = part[..(bothWays ? arrow - 1 : arrow)];
        if (!ReadNode(left, part).TryGet(out FaultNode from, out Sentence? reason)
            || !ReadNode(part[(arrow + 1)..], part).TryGet(out FaultNode to, out reason))
            return reason;
        if (from == to && from.Kind != FaultNodeKind.All)
            return Sentence.Of($"{Quote(part)} is not a link: a node's own copy is never faulted.");
        return from == to ? FaultWhere.Everywhere : new LinkWhere(from, to, bothWays);
    }

    private static Parsed<FaultNode> ReadNode(string text, string part) => text switch
    {
        "all" or "*" => FaultNode.All,
        "leader" => FaultNode.Leader,
        _ => MemberId.Read(text).Map(FaultNode.Named).MapRefusal(why => $"{Quote(text)} in {Quote(part)} names no node: {why}."),
    };
}
