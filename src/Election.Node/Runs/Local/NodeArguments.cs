using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Files;
using Election.Node.Talk.Language;
using Election.Runtime.Hosting;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>
/// The arguments of one node of a local run. Each value is joined to its flag in one word, so that it may begin with a dash.
/// </summary>
internal static class NodeArguments
{
    /// <summary>The arguments of a headless node.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="node">The index of the node, from 0.</param>
    /// <param name="began">The start of the run.</param>
    /// <param name="faults">The faults that the node itself must carry out.</param>
    public static IReadOnlyList<string> Of(
        LocalSettings settings, RunFolder folder, int node, DateTimeOffset began, IEnumerable<FaultSpec> faults) =>
    [
        "node", "--headless", "--json", Flags.PartOfRun,
        .. ChairOf(settings, node, settings.Plan.Chair), .. VotesOf(settings, node), .. InCommon(settings, folder, node, began),
        .. faults.Select(fault => $"--fault={fault}"),
    ];

    /// <summary>The arguments of a node with a screen: n1 is the chair's, and people vote by keys unless the votes were dealt.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="node">The index of the node, from 0.</param>
    /// <param name="began">The start of the run.</param>
    public static IReadOnlyList<string> OfScreen(LocalSettings settings, RunFolder folder, int node, DateTimeOffset began)
    {
        List<string> arguments =
        [
            "node", .. ChairOf(settings, node, settings.Plan.Chair ?? settings.Ids[0]),
            $"{Flags.Report}={ReportOf(settings, folder, node)}",
        ];
        if (settings.AreVotesDealt || settings.Plan.Script.Nodes.Contains(settings.Ids[node]))
            arguments.AddRange(VotesOf(settings, node));
        return [.. arguments, .. InCommon(settings, folder, node, began), .. settings.Election.Faults.Select(fault => $"--fault={fault}")];
    }

    /// <summary>The arguments with which the operator starts a node of a prepared run.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="node">The index of the node, from 0.</param>
    public static IReadOnlyList<string> ByHand(LocalSettings settings, RunFolder folder, int node) =>
    [
        "node", .. ChairOf(settings, node, settings.Plan.Chair), .. VotesOf(settings, node),
        .. InCommon(settings, folder, node, DateTimeOffset.UnixEpoch).Where(argument => !IsOfRun(argument)),
        .. settings.Election.Faults.Select(fault => $"--fault={fault}"),
    ];

    // Only for nodes that a run starts; the trace and transcript of any other node are in its data folder.
    private static bool IsOfRun(string argument) =>
        ((string[])[Flags.RunBegan, Flags.VotesUntil, Flags.Transcript, Flags.Trace])
        .Any(name => argument.StartsWith(name + '=', StringComparison.Ordinal));

    /// <summary>The file in which a node in a pane leaves its report.</summary>
    public static string ReportOf(LocalSettings settings, RunFolder folder, int node) =>
        Path.Combine(folder.Within(settings.Ids[node].Text), PaneReport.FileName);

    private static IEnumerable<string> VotesOf(LocalSettings settings, int node)
    {
        foreach (PlannedVote vote in settings.VotesOf(node))
        {
            string choice = settings.Election.Choices[vote.Choice!.Value];
            yield return vote.After > TimeSpan.Zero ? $"--vote={choice}@{FaultTime.ToText(vote.After)}" : $"--vote={choice}";
        }
    }

    private static IEnumerable<string> ChairOf(LocalSettings settings, int node, MemberId? chair) =>
        chair is null ? [] : [$"--chair={chair}", $"--role={(settings.Ids[node] == chair ? "chair" : "voter")}"];

    private static List<string> InCommon(LocalSettings settings, RunFolder folder, int node, DateTimeOffset began)
    {
        ElectionSettings election = settings.Election;
        string id = settings.Ids[node].Text;
        var arguments = new List<string>
        {
            $"--id={id}",
            $"--expect={Whole(settings.Votes.Length)}",
            $"--title={election.Title}",
            $"--choices={string.Join(',', election.Choices)}",
            $"--rule={election.Rule}",
            $"--group={settings.Group}",
            $"--interface={election.Via.Address}",
            $"--ttl={election.Ttl}",
            $"--mtu={Whole(election.MaxDatagram.Bytes)}",
            $"--journal={(election.Journal == JournalMode.Disk ? "disk" : "memory")}",
            $"--seed={election.Seed.ToString(CultureInfo.InvariantCulture)}",
            $"--barrier-timeout={FaultTime.ToText(election.BarrierTimeout)}",
            $"--quorum-timeout={FaultTime.ToText(election.QuorumTimeout)}",
            $"--linger={FaultTime.ToText(election.Linger)}",
            $"--data={folder.Within(id)}",
            $"{Flags.Transcript}={folder.Within(RunFiles.TranscriptOf(id))}",
            $"{Flags.Trace}={folder.Within(RunFiles.TraceOf(id))}",
            $"{Flags.RunBegan}={began.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
        };
        // The run shows the node's messages to its own reader.
        arguments.Add($"{Language.OptionName}={settings.Language}");
        arguments.AddRange(election.Delivery.Arguments);
        TimeSpan votesUntil = settings.LastVote > settings.LeastPatience ? settings.LastVote : settings.LeastPatience;
        if (election.Order != DeliveryOrder.Atomic && votesUntil > TimeSpan.Zero)
            arguments.Add($"{Flags.VotesUntil}={FaultTime.ToText(votesUntil)}");
        if (settings.Plan.HasNoBarrier)
            arguments.AddRange([Flags.NoBarrier, $"{Flags.Start}={folder.Within(StartForAll.FileName)}"]);
        if (!settings.Plan.Terminals.IsEmpty)
            arguments.Add($"--roll={folder.Within(SharedVoter.RollName)}");
        if (settings.Plan.VoterAt(settings.Ids[node]) is var voter && voter != settings.Ids[node])
            arguments.Add($"--voter-key={SharedVoter.KeyOf(folder, voter)}");
        if (election.CloseAfter is TimeSpan closeAfter && ScriptedClosing.IsFor(settings.Ids[node], settings.Plan.Chair))
            arguments.Add($"--close-after={FaultTime.ToText(closeAfter)}");
        if (election.Quorum is int quorum)
            arguments.Add($"--quorum={Whole(quorum)}");
        return arguments;
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
