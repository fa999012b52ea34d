using Election.Groups.Announce;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime.Announce;
using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary><c>election multicast groups</c>: listens for a while and lists the elections announced on an interface.</summary>
internal static class MulticastGroups
{
    /// <summary>Listens for the given time, then prints the list.</summary>
    /// <returns>The exit code, 0 even if nothing is announced.</returns>
    public static async Task<int> RunAsync(
        LocalInterface via, TimeSpan length, bool isJson, TextTerminal terminal, CancellationToken interrupted)
    {
        MulticastOptions scope = AnnouncementScope.Of(via, TimeToLive.DefaultFor(via));
        terminal.Tell($"listening for announcements on {scope.Group} via {via}");
        HeardAnnouncements heard = await AnnouncementListener.ListenAsync(scope, length, interrupted).ConfigureAwait(false);
        if (isJson)
            terminal.Out.WriteLine(AnnouncedGroups.Of(heard).ToLine());
        else
            Print(heard, terminal);
        return ExitCode.Success;
    }

    private static void Print(HeardAnnouncements heard, TextTerminal terminal)
    {
        foreach (HeardElection one in heard.Elections)
            terminal.Print(LineOf(one));
        if (heard.Elections.Count == 0)
            terminal.Tell($"no election is announced");
        AnnouncementCounters counters = heard.Counters;
        long ignored = counters.Malformed + counters.Unsupported + counters.Foreign + counters.Overflow + heard.Unusable;
        if (ignored > 0)
        {
            terminal.Tell($"ignored: {counters.Malformed} malformed, {counters.Unsupported} unsupported, {
                counters.Foreign} of other programs, {counters.Overflow} too many, {heard.Unusable} without a group");
        }
    }

    private static Sentence LineOf(HeardElection one)
    {
        string choices = one.Session.Choices is string said ? $"  {PrintableText.Of(said)}" : "";
        return $"{one.Group}  {PrintableText.Of(one.Session.Title)}{choices}  (announced by {one.From})";
    }
}
