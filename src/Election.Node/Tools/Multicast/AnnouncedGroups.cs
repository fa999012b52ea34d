using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Runtime.Announce;

namespace Election.Node.Tools.Multicast;

/// <summary>The document that <c>multicast groups --json</c> prints: schema <c>election-groups/1</c>.</summary>
internal sealed record AnnouncedGroups() : Document("election-groups/1")
{
    /// <summary>The announced elections, sorted by title.</summary>
    [JsonPropertyOrder(1)]
    public required ImmutableArray<AnnouncedGroup> Groups { get; init; }

    /// <summary>The numbers of packets that were ignored, by reason.</summary>
    [JsonPropertyOrder(2)]
    public required IgnoredAnnouncements Ignored { get; init; }

    /// <summary>Describes the announcements that were heard.</summary>
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
/// <param name="Title">The election's title.</param>
/// <param name="Group">The group and port of its datagrams.</param>
/// <param name="Ttl">The TTL of its datagrams.</param>
/// <param name="Choices">The choices; null if the announcement leaves them out.</param>
/// <param name="From">The address of the announcer.</param>
internal sealed record AnnouncedGroup(string Title, string Group, int Ttl, string? Choices, string From);

/// <summary>The numbers of packets and entries that were heard and ignored.</summary>
/// <param name="Malformed">Packets that are not announcements.</param>
/// <param name="Unsupported">Announcements that are encrypted, compressed or in a format other than SDP.</param>
/// <param name="Foreign">Announcements of other programs' sessions.</param>
/// <param name="Overflow">Announcements for which the table had no room.</param>
/// <param name="Unusable">Elections whose address is not a multicast group.</param>
internal sealed record IgnoredAnnouncements(long Malformed, long Unsupported, long Foreign, long Overflow, int Unusable);
