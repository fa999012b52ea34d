using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Runtime.Announce;

namespace Election.Node.Tools.Multicast;

/// <summary>What <c>multicast groups --json</c> prints: schema <c>election-groups/1</c>.</summary>
internal sealed record AnnouncedGroups() : Document("election-groups/1")
{
    /// <summary>The elections, by title.</summary>
    [JsonPropertyOrder(1)]
    public required ImmutableArray<AnnouncedGroup> Groups { get; init; }

    /// <summary>Packets that were not understood, by reason.</summary>
    [JsonPropertyOrder(2)]
    public required IgnoredAnnouncements Ignored { get; init; }

    /// <summary>The document of what was heard.</summary>
    public static AnnouncedGroups Of(HeardAnnouncements heard) => new()
    {
        Groups = [.. heard.Elections.Select(one => new AnnouncedGroup(
            one.Session.Title, one.Group.ToString(), one.Session.Ttl, one.Session.Choices, one.From))],
        Ignored = new IgnoredAnnouncements(
            heard.Counters.Malformed, heard.Counters.Unsupported, heard.Counters.Foreign, heard.Counters.Overflow, heard.Unusable),
    };

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.AnnouncedGroups);
}

/// <summary>One election in <see cref="AnnouncedGroups"/>.</summary>
/// <param name="Title">What is voted on.</param>
/// <param name="Group">Group and port.</param>
/// <param name="Ttl">How far its datagrams go.</param>
/// <param name="Choices">The choices; null where they are not said.</param>
/// <param name="From">Who announces it.</param>
internal sealed record AnnouncedGroup(string Title, string Group, int Ttl, string? Choices, string From);

/// <summary>What was heard and left alone.</summary>
/// <param name="Malformed">No announcements at all.</param>
/// <param name="Unsupported">Encrypted, compressed, or in another language.</param>
/// <param name="Foreign">Other programs' sessions.</param>
/// <param name="Overflow">More than are held at once.</param>
/// <param name="Unusable">Elections at an address that is no group.</param>
internal sealed record IgnoredAnnouncements(long Malformed, long Unsupported, long Foreign, long Overflow, int Unusable);
