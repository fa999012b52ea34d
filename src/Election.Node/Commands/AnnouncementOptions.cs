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
/// <c>--announce</c> and <c>--join TITLE</c>. An announcement is anybody's word: it settles where to look for the election and what it is
/// called, and nothing that the barrier does not compare again.
/// </summary>
internal sealed class AnnouncementOptions
{
    private readonly Option<bool> _announce = TypedOption.Flag("--announce", $"announce the election, so that others can list and join it");
    private readonly Option<string?> _join =
        TypedOption.One<string>("--join", "TITLE", $"take group, title and choices from the announcement of this title", Values.ReadTitle);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_announce);
        command.Add(_join);
    }

    /// <summary>Whether the node announces.</summary>
    public bool IsAnnouncingIn(ParseResult parse) => parse.GetValue(_announce);

    /// <summary>Listens for the election to join; null when none was named.</summary>
    /// <exception cref="StartRefusedException">None of that title is announced, or several are.</exception>
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

    /// <summary>The one election of this title. Several nodes may announce it: they all say the same.</summary>
    /// <exception cref="StartRefusedException">There is none, or more than one.</exception>
    internal static HeardElection Choose(string title, LocalInterface via, HeardAnnouncements heard)
    {
        HeardElection[] matching = [.. heard.Elections.Where(one => one.Session.Title == title)];
        string[] different = [.. matching.Select(one => $"{one.Group} {one.Session.Choices}").Distinct()];
        if (matching.Length == 0)
        {
            string others = string.Join(", ", heard.Elections.Select(one => PrintableText.Of(one.Session.Title)).Distinct());
            Sentence instead = others.Length == 0 ? Sentence.Of($"none is") : $"announced are {others}";
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

    /// <summary>The settings with what the announcement says.</summary>
    /// <param name="joined">The election that is joined; null leaves everything as it is.</param>
    /// <param name="election">What was typed.</param>
    /// <param name="choices">The choices that were typed, or none; they go before the announced ones.</param>
    /// <exception cref="StartRefusedException">What is announced as choices is none.</exception>
    public static ElectionSettings Apply(HeardElection? joined, ElectionSettings election, ImmutableArray<string> choices)
    {
        if (joined is null)
            return election;
        election = election with { Group = joined.Group, Title = joined.Session.Title };
        if (!choices.IsEmpty || joined.Session.Choices is not string announced)
            return election;
        return ChoiceList.TryParse(announced, out ImmutableArray<string> read, out Sentence reason)
            ? election with { Choices = read }
            : throw new StartRefusedException($"--join: the announced choices cannot be used, {reason}: name them with --choices");
    }
}
