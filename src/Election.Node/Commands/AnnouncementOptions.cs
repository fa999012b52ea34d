using System.Collections.Immutable;
using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime.Announce;
using Election.Runtime.Network;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Commands;

/// <summary>
/// The options <c>--announce</c> and <c>--join TITLE</c>. Anybody can send an announcement. It only says where to look for the election and
/// what it is called; the barrier compares everything else again.
/// </summary>
internal sealed class AnnouncementOptions
{
    private readonly Option<bool> _announce = TypedOption.Flag("--announce", $"announce the election, so that others can list and join it");
    private readonly Option<string?> _join =
        TypedOption.One("--join", "TITLE", $"take group, title and choices from the announcement of this title", Values.ReadTitle);

    public void AddTo(Command command)
    {
        command.Add(_announce);
        command.Add(_join);
    }

    /// <summary>True if the node announces the election.</summary>
    public bool IsAnnouncingIn(ParseResult parse) => parse.GetValue(_announce);

    /// <summary>Listens for the election that <c>--join</c> names; null if the option was not given.</summary>
    /// <exception cref="StartRefusedException">No election of that title is announced, or several are.</exception>
    public async Task<HeardElection?> FindAsync(
        ParseResult parse, ElectionOptions election, TextTerminal terminal, CancellationToken cancellation)
    {
        if (parse.GetValue(_join) is not string title)
            return null;
        if (election.FlagThatJoinSettles(parse) is string flag)
            throw new StartRefusedException($"--join: the announcement says what {flag} would: leave {flag} out");
        LocalInterface via = election.InterfaceIn(parse);
        terminal.Tell($"listening for announcements on {via}");
        HeardAnnouncements heard = await AnnouncementListener.ListenAsync(
            AnnouncementScope.Of(via, TimeToLive.DefaultFor(via)), AnnouncementListener.UsualLength, cancellation).ConfigureAwait(false);
        return Choose(title, via, heard);
    }

    /// <summary>Chooses the one election of this title. Several nodes may announce it, all in the same words.</summary>
    /// <exception cref="StartRefusedException">There is none, or there are several.</exception>
    internal static HeardElection Choose(string title, LocalInterface via, HeardAnnouncements heard)
    {
        HeardElection[] matching = [.. heard.Elections.Where(one => one.Session.Title == title)];
        string[] different = [.. matching.Select(one => $"{one.Group} {one.Session.Choices}").Distinct()];
        if (matching.Length == 0)
        {
            string others = string.Join(", ", heard.Elections.Select(one => PrintableText.Of(one.Session.Title)).Distinct());
            Sentence instead = others.Length == 0 ? Sentence.Of($"nothing else is announced") : $"those announced are {others}";
            throw new StartRefusedException($"--join: no election {Quoted.Of(title)} is announced on {via}; {instead}");
        }
        if (different.Length > 1)
        {
            Sentence where = Listed.Of([.. matching.Select(one => (one.Group, one.From)).Distinct()
                .Select(one => Sentence.Of($"{one.Group} by {one.From}"))]);
            throw new StartRefusedException(
                $"--join: {Quoted.Of(title)} is announced more than once ({where}): name the one you mean with --group and --title");
        }
        return matching[0];
    }

    /// <summary>Completes the settings with the announcement.</summary>
    /// <param name="joined">The election to join; null to leave the settings as they are.</param>
    /// <param name="election">The settings that were typed.</param>
    /// <param name="choices">The choices that were typed, or none; they take precedence over the announced ones.</param>
    /// <exception cref="StartRefusedException">The announced choices are invalid.</exception>
    public static ElectionSettings Apply(HeardElection? joined, ElectionSettings election, ImmutableArray<string> choices)
    {
        if (joined is null)
            return election;
        election = election with { Group = joined.Group, Title = joined.Session.Title };
        if (!choices.IsEmpty || joined.Session.Choices is not string announced)
            return election;
        ImmutableArray<string> read = ChoiceList.Read(announced).OrThrow(reason =>
            new StartRefusedException($"--join: the announced choices cannot be used, {reason}: name them with --choices"));
        return election with { Choices = read };
    }
}
