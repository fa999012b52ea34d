using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Traces.Orders;

/// <summary>A process and the messages it sends to the group, in sending order.</summary>
/// <param name="Name">The name of the process.</param>
/// <param name="Messages">Its messages; at least one.</param>
public sealed record Sender(string Name, ImmutableArray<string> Messages);

/// <summary>The senders and their messages: the first line of every exercise about delivery orders.</summary>
public sealed class SendPlan
{
    /// <summary>The largest number of messages in a plan: it bounds the tables that counting needs.</summary>
    public const int MaxMessages = 512;

    private readonly Dictionary<string, int> _places;

    private SendPlan(ImmutableArray<Sender> senders)
    {
        Senders = senders;
        Messages = [.. senders.SelectMany(sender => sender.Messages)];
        SenderOf = [.. senders.SelectMany((sender, number) => Enumerable.Repeat(number, sender.Messages.Length))];
        _places = Enumerable.Range(0, Messages.Length).ToDictionary(place => Messages[place], StringComparer.Ordinal);
    }

    /// <summary>The senders, in the order given.</summary>
    public ImmutableArray<Sender> Senders { get; }

    /// <summary>All messages, sender by sender.</summary>
    public ImmutableArray<string> Messages { get; }

    /// <summary>For each message, the place of its sender.</summary>
    public ImmutableArray<int> SenderOf { get; }

    /// <summary>Returns the place of a message; null if it is not in the plan.</summary>
    public int? PlaceOf(string message) => _places.TryGetValue(message, out int place) ? place : null;

    /// <summary>Reads <c>P1:m11,m12 P2:m21,m22</c>.</summary>
    /// <param name="text">The senders, separated by blanks.</param>
    /// <returns>The plan, or the fault in one clause.</returns>
    public static Parsed<SendPlan> Read(string text)
    {
        var senders = ImmutableArray.CreateBuilder<Sender>();
        foreach (string one in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = one.Split(':');
            if (parts.Length != 2)
                return Sentence.Of($"'{one}' is not a sender with its messages: write, for example, P1:m11,m12");
            senders.Add(new Sender(parts[0], [.. parts[1].Split(',')]));
        }
        return Make(senders.ToImmutable());
    }

    /// <summary>Makes a plan of senders, if they are consistent.</summary>
    /// <param name="senders">The senders with their messages.</param>
    /// <returns>The plan, or the fault in one clause.</returns>
    public static Parsed<SendPlan> Make(ImmutableArray<Sender> senders)
    {
        string[] messages = [.. senders.SelectMany(sender => sender.Messages)];
        Sentence? objection = senders.IsEmpty ? $"nobody sends anything: write, for example, \"P1:m11,m12 P2:m21,m22\""
            : messages.Length > MaxMessages ? $"{messages.Length} messages are too many: there may be at most {MaxMessages}"
            : SpoiltName([.. senders.Select(sender => sender.Name), .. messages]) is { } spoilt
                ? $"'{spoilt}' is not a valid name: a name has at least one character, and no blank, comma, colon or '>'"
            : senders.FirstOrDefault(sender => sender.Messages.IsEmpty) is { } silent ? $"{silent.Name} sends nothing: leave it out"
            : FirstTwice(senders.Select(sender => sender.Name)) is { } sender
                ? $"{sender} is listed twice: give all its messages at once"
            : FirstTwice(messages) is { } message ? Sentence.Of($"{message} is sent twice: every message has a name of its own")
            : null;
        return objection is null ? new SendPlan(senders) : objection;
    }

    private static string? SpoiltName(IEnumerable<string> names) => names.FirstOrDefault(name =>
        name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ':' or '>'));

    private static string? FirstTwice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }
}
