using System.Collections.Immutable;
using System.Text.Json;
using Election.Groups.Announce;
using Election.Node.Commands;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Node.Tests.EndToEnd;
using Election.Runtime.Announce;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>Elections that are announced, listed and joined. Titles are drawn, because others on this machine may announce, too.</summary>
public sealed class JoinTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _title = $"Board {Guid.NewGuid():N}";
    private readonly string _group = MulticastGroup.Draw().ToString();

    [Fact]
    public async Task A_node_finds_its_election_by_title_and_the_announcement_ends_with_it()
    {
        using ElectionProgram chair = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/2", Node("n1", "--announce", "--title", _title,
            "--group", _group, "--choices", "Ana,Eva", "--vote", "Ana", "--barrier-timeout", "300s"));
        await chair.Spoke();
        JsonElement[] all = [];
        // On a slow machine an announcement may come after the listener has stopped listening.
        while (all.Length == 0)
            all = await ListedAsync();
        JsonElement listed = Assert.Single(all);
        Assert.Equal(_group, listed.GetProperty("group").GetString());
        Assert.Equal("Ana,Eva", listed.GetProperty("choices").GetString());
        Ended joined = await ElectionProgram.RunAsync(_temp.Path, Node("n2", "--join", _title, "--vote", "Eva", "--json"));
        Ended ended = await chair.EndAsync();
        Assert.True(joined.Code == ExitCode.Success, joined.Error);
        Assert.True(ended.Code == ExitCode.Success, ended.Error);
        Assert.Equal("Ana,Eva", string.Join(',', joined.Document.Choices));
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task A_title_that_nobody_announces_is_refused()
    {
        Ended ended = await ElectionProgram.RunAsync(_temp.Path, Node("n1", "--join", _title, "--auto"));
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains($"--join: no election '{_title}' is announced", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--group", "239.192.7.1:45678")]
    [InlineData("--title", "Other")]
    public async Task An_option_that_the_announcement_settles_is_refused(string flag, string value)
    {
        Commands.Typed typed = await Commands.Typed.Async(Node("n1", "--join", _title, "--auto", flag, value));
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Contains(flag, typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_announcements_of_one_election_are_one_election()
    {
        HeardElection joined = AnnouncementOptions.Choose("Board", LocalInterface.Loopback(),
            Heard(Election("Board", "239.192.7.1", "a"), Election("Board", "239.192.7.1", "b"), Election("Audit", "239.192.7.2", "b")));
        Assert.Equal("239.192.7.1:45678", joined.Group.ToString());
    }

    [Fact]
    public void Joining_is_refused_when_two_elections_have_the_title()
    {
        HeardAnnouncements heard = Heard(Election("Board", "239.192.7.1", "a"), Election("Board", "239.192.7.2", "b"));
        string sentence =
            Assert.Throws<StartRefusedException>(() => AnnouncementOptions.Choose("Board", LocalInterface.Loopback(), heard)).Message;
        Assert.Contains("239.192.7.1:45678 by a", sentence, StringComparison.Ordinal);
        Assert.Contains("239.192.7.2:45678 by b", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Announced_titles_never_reach_the_screen_raw()
    {
        HeardAnnouncements heard = Heard(Election("\u009b2J\u202e", "239.192.7.1", "a"));
        string sentence =
            Assert.Throws<StartRefusedException>(() => AnnouncementOptions.Choose("Board", LocalInterface.Loopback(), heard)).Message;
        Assert.EndsWith(@"announced are \u009B2J\u202E", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_choices_go_before_announced_ones_and_announced_nonsense_is_refused()
    {
        ElectionSettings typed = Settings();
        HeardElection joined = Election("Board", "239.192.7.9", "a");
        ElectionSettings settings = AnnouncementOptions.Apply(joined, typed, []);
        Assert.Equal(("Board", joined.Group), (settings.Title, settings.Group));
        Assert.Equal("Ana,Eva", string.Join(',', settings.Choices));
        ImmutableArray<string> mine = ["Pia", "Eva"];
        Assert.True(typed.Choices == AnnouncementOptions.Apply(joined, typed, mine).Choices);
        HeardElection nonsense = joined with { Session = joined.Session with { Choices = "Ana" } };
        Assert.Throws<StartRefusedException>(() => AnnouncementOptions.Apply(nonsense, typed, []));
        Assert.Same(typed, AnnouncementOptions.Apply(null, typed, []));
    }

    public void Dispose() => _temp.Dispose();

    private static string[] Node(string id, params string[] more) => ["node", "--headless", "--id", id, "--expect", "2", .. more];

    private static HeardAnnouncements Heard(params HeardElection[] elections) => new(elections, default, 0);

    private static HeardElection Election(string title, string group, string from) => new(
        MulticastGroup.Parse($"{group}:45678"), new ElectionSession(1, "127.0.0.1", title, group, 45678, 0, "Ana,Eva"), from);

    private static ElectionSettings Settings()
    {
        var root = new System.CommandLine.RootCommand();
        var options = new ElectionOptions();
        options.AddTo(root);
        return options.Read(root.Parse([]));
    }

    private async Task<JsonElement[]> ListedAsync()
    {
        Ended ended = await ElectionProgram.RunAsync(_temp.Path, "multicast", "groups", "--json");
        Assert.Equal(ExitCode.Success, ended.Code);
        using var document = JsonDocument.Parse(ended.Out.TrimEnd('\n'));
        return [.. document.RootElement.GetProperty("groups").EnumerateArray()
            .Where(one => one.GetProperty("title").GetString() == _title).Select(one => one.Clone())];
    }
}
