using System.Globalization;
using Election.Groups.Faults;
using Election.Node.Commands;
using Election.Runtime.Hosting;
using Election.Voting.Setup;

namespace Election.Node.Local;

/// <summary>
/// The arguments of one node of a local run. Each value stands in one word with its flag, so that it may begin with a dash.
/// </summary>
internal static class NodeArguments
{
    /// <summary>The arguments of the node at this place.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="node">The node's place, from 0.</param>
    public static IReadOnlyList<string> Of(LocalSettings settings, RunFolder folder, int node)
    {
        ElectionSettings election = settings.Election;
        string id = settings.Ids[node].Text;
        var arguments = new List<string>
        {
            "node", "--headless", "--json", NodeOptions.PartOfRunName,
            $"--id={id}",
            $"--expect={Whole(settings.Votes.Length)}",
            $"--title={election.Title}",
            $"--choices={string.Join(',', election.Choices)}",
            $"--vote={election.Choices[settings.Votes[node]]}",
            $"--order={election.Order.ToText()}",
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
            $"{NodeOptions.TranscriptName}={folder.Within(RunFolder.TranscriptOf(id))}",
        };
        if (election.CloseAfter is TimeSpan closeAfter)
            arguments.Add($"--close-after={FaultTime.ToText(closeAfter)}");
        if (election.Quorum is int quorum)
            arguments.Add($"--quorum={Whole(quorum)}");
        arguments.AddRange(election.Faults.Select(fault => $"--fault={fault}"));
        return arguments;
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
