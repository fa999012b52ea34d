using System.Collections.Immutable;

namespace Election.Traces.Orders;

/// <summary>A process and the messages it sends to the group, in the order it sends them.</summary>
/// <param name="Name">The process.</param>
/// <param name="Messages">Its messages; at least one.</param>
public sealed record Sender(string Name, ImmutableArray<string> Messages);

/// <summary>Who sends what: the first line of every exercise about delivery orders.</summary>
public sealed class SendPlan
{
    /// <summary>The most messages in one plan: it bounds the tables that counting needs.</summary>
    public const int MaxMessages = 512;

    private readonly Dictionary<string, int> _places;

    private SendPlan(ImmutableArray<Sender> senders)
    {
        Senders = senders;
        Messages = [.. senders.SelectMany(sender => sender.Messages)];
        SenderOf = [.. senders.SelectMany((sender, number) => Enumerable.Repeat(number, sender.Messages.Length))];
        _places = Enumerable.Range(0, Messages.Length).ToDictionary(place => Messages[place], StringComparer.Ordinal);
    }

    /// <summary>The senders, as they were named.</summary>
    public ImmutableArray<Sender> Senders { get; }

    /// <summary>Every message, sender by sender.</summary>
    public ImmutableArray<string> Messages { get; }

    /// <summary>By message: the place of its sender.</summary>
    public ImmutableArray<int> SenderOf { get; }

    /// <summary>The place of a message; null when nobody sends it.</summary>
    public int? PlaceOf(string message) => _places.TryGetValue(message, out int place) ? place : null;

    /// <summary>Reads <c>P1:m11,m12 P2:m21,m22</c>.</summary>
    /// <param name="text">The senders, with blanks between them.</param>
    /// <param name="plan">The plan, when it is one.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string text, out SendPlan? plan, out Sentence reason)
    {
        plan = null;
        var senders = ImmutableArray.CreateBuilder<Sender>();
        foreach (string one in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = one.Split(':');
            if (parts.Length != 2)
            {
                reason = $"'{one}' is no sender with its messages: write for example P1:m11,m12";
                return false;
            }
            senders.Add(new Sender(parts[0], [.. parts[1].Split(',')]));
        }
        return TryMake(senders.ToImmutable(), out plan, out reason);
    }

    /// <summary>Makes a plan of senders.</summary>
    /// <param name="senders">The senders with their messages.</param>
    /// <param name="plan">The plan, when it is one.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryMake(ImmutableArray<Sender> senders, out SendPlan? plan, out Sentence reason)
    {
        string[] messages = [.. senders.SelectMany(sender => sender.Messages)];
        reason = senders.IsEmpty ? $"nobody sends anything: write for example \"P1:m11,m12 P2:m21,m22\""
            : messages.Length > MaxMessages ? $"{messages.Length} messages are too many: there may be {MaxMessages}"
            : SpoiltName([.. senders.Select(sender => sender.Name), .. messages]) is { } spoilt
                ? $"'{spoilt}' is no name: a name has at least one character, and no blank, comma, colon or '>'"
            : senders.FirstOrDefault(sender => sender.Messages.IsEmpty) is { } silent ? $"{silent.Name} sends nothing: leave it out"
            : FirstTwice(senders.Select(sender => sender.Name)) is { } sender
                ? $"{sender} stands there twice: give all its messages at once"
            : FirstTwice(messages) is { } message ? $"{message} is sent twice: every message has a name of its own"
            : Sentence.Of($"");
        plan = reason.Format.Length == 0 ? new SendPlan(senders) : null;
        return plan is not null;
    }

    private static string? SpoiltName(IEnumerable<string> names) => names.FirstOrDefault(name =>
        name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ':' or '>'));

    private static string? FirstTwice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }
}
