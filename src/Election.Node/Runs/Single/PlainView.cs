using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Screen;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>Shows a node's progress as lines on standard error, one for each change.</summary>
internal sealed class PlainView : INodeView
{
    private readonly TextTerminal _terminal;
    private string _shown = "";

    public PlainView(TextTerminal terminal) => _terminal = terminal;

    /// <inheritdoc/>
    public void Show(NodeSnapshot snapshot)
    {
        string line = _terminal.Say(LineOf(snapshot));
        if (line == _shown)
            return;
        _shown = line;
        _terminal.Error.WriteLine(line);
    }

    /// <inheritdoc/>
    public void Say(Notice notice) =>
        _terminal.Tell(notice.Level == NoticeLevel.Info ? notice.Text : Loud(notice));

    /// <inheritdoc/>
    public void Die(FaultSpec fault) => _terminal.Tell($"crash     as scripted ({fault})");

    /// <summary>A notice above the level of progress, with its level as a prefix.</summary>
    internal static Sentence Loud(Notice notice)
    {
        Sentence level = notice.Level == NoticeLevel.Error ? Sentence.Of($"error") : $"warning";
        return $"{level}: {notice.Text}";
    }

    private static Sentence LineOf(NodeSnapshot snapshot) => snapshot.State switch
    {
        ElectionState.Draft => $"",
        ElectionState.Gathering =>
            $"barrier   {snapshot.Found}/{snapshot.Expect} found, {snapshot.Ready}/{snapshot.Expect} ready",
        ElectionState.Ready =>
            $"start     {MembersOf(snapshot)}, election {snapshot.ElectionId.ToString()![..VerdictText.HeadDigits]}",
        // There may be more votes than voters if voters can change their minds.
        ElectionState.Open when snapshot.Delivered > snapshot.Voters => $"votes     {snapshot.Delivered}, {snapshot.Voters} voters",
        ElectionState.Open => $"votes     {snapshot.Delivered}/{snapshot.Voters}",
        ElectionState.Closed =>
            $"closed    {snapshot.Members.Count(member => member.HasResult)}/{snapshot.Members.Length} results",
        ElectionState.Certified => $"{ElectionState.Certified.ToText()} · {DecisionText.SentenceOf(snapshot.Decision)}",
        _ => $"{snapshot.State.ToText()} · {snapshot.Reason}",
    };

    private static Sentence MembersOf(NodeSnapshot snapshot) =>
        snapshot.Members.Length == 1 ? Sentence.Of($"1 member") : $"{snapshot.Members.Length} members";
}
