using Election.Node.Runs.Documents;
using Election.Node.Talk;
using Election.Node.Tests.EndToEnd;

namespace Election.Node.Tests.Networks;

/// <summary>
/// Elections over networks that are not loopback: real interfaces, one machine for each node, switches that block multicast.
/// </summary>
public sealed class NetworkElectionTests : IDisposable
{
    private const string Ipv4Group = "239.192.7.1:45678";
    private const string Ipv6Group = "[ff12::7:1]:45678";
    private const int Machines = 4;

    private readonly TempFolder _temp = new();

    [NetworkFact]
    public async Task A_local_run_on_a_veth_pair_certifies_over_IPv6()
    {
        using var machine = new NetworkNamespace("veth");
        machine.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        machine.AddLinkLocal("va", 1);
        machine.Ip("link", "set", "va", "up");
        machine.Ip("link", "set", "vb", "up");
        Ended ended = await RunAsync(machine, "local", "--nodes", "3", "--group", Ipv6Group, "--interface", "va", "--json");
        AssertCertified(3, ended);
        ended = await RunAsync(machine, "local", "--nodes", "2", "--group", Ipv6Group, "--interface", "fe80::1", "--json");
        AssertCertified(2, ended);
    }

    [NetworkFact]
    public async Task An_interface_without_an_IPv4_address_refuses_an_IPv4_group()
    {
        using var machine = new NetworkNamespace("veth");
        machine.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        machine.AddLinkLocal("va", 1);
        machine.Ip("link", "set", "va", "up");
        machine.Ip("link", "set", "vb", "up");
        Ended ended = await RunAsync(machine, "local", "--nodes", "2", "--interface", "va");
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("interface va has no IPv4 address", ended.Error, StringComparison.Ordinal);
        machine.Ip("link", "set", "va", "down");
        ended = await RunAsync(machine, "local", "--nodes", "2", "--interface", "va");
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("interface va is down", ended.Error, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task An_interface_whose_packets_are_too_small_for_a_node_is_refused_before_anything_is_said()
    {
        using var machine = new NetworkNamespace("small");
        machine.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        machine.Ip("address", "add", "10.77.0.1/24", "dev", "va");
        machine.Ip("link", "set", "va", "up", "mtu", "300");
        machine.Ip("link", "set", "vb", "up");
        Ended ended = await RunAsync(machine, "local", "--nodes", "2", "--interface", "va");
        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.StartsWith("election: --interface: the packets of va hold 300 bytes, and a node needs 540: ", ended.Error,
            StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task Machines_on_one_switch_certify_each_naming_its_interface_by_name_or_by_address()
    {
        using var lab = new BridgedLab(Machines);
        AssertCertified(Machines, await HoldAsync(lab, number =>
            ["--group", Ipv4Group, "--interface", number % 2 == 0 ? BridgedLab.Interface : BridgedLab.AddressOf(number)]));
        AssertCertified(Machines, await HoldAsync(lab, number =>
            ["--group", Ipv6Group, "--interface", number % 2 == 0 ? BridgedLab.Interface : $"fe80::{number}"]));
    }

    [NetworkFact]
    public async Task Unicast_peers_certify_over_a_switch_that_drops_multicast()
    {
        using var lab = new BridgedLab(Machines);
        lab.BlockMulticast();
        Ended[] alone = await HoldAsync(lab, _ => ["--group", Ipv4Group, "--interface", BridgedLab.Interface, "--barrier-timeout", "3s"]);
        Assert.All(alone, node => Assert.Equal(ExitCode.Stalled, node.Code));

        string peers = string.Join(',', Enumerable.Range(1, Machines).Select(number => $"{BridgedLab.AddressOf(number)}:45678"));
        AssertCertified(Machines, await HoldAsync(lab, _ => ["--group", Ipv4Group, "--interface", BridgedLab.Interface, "--peers", peers]));
    }

    [NetworkFact]
    public async Task Auto_uses_multicast_where_a_probe_comes_back_and_else_the_peers_and_says_so()
    {
        using var lab = new BridgedLab(2);
        string peers = $"auto,{BridgedLab.AddressOf(1)}:45678,{BridgedLab.AddressOf(2)}:45678";
        Ended[] ended = await HoldAsync(lab, _ => ["--interface", BridgedLab.Interface, "--peers", peers]);
        AssertCertified(2, ended);
        Assert.All(ended, node => Assert.Contains("multicast is used", node.Error, StringComparison.Ordinal));

        foreach (NetworkNamespace machine in lab.Machines)
            machine.Ip("link", "set", BridgedLab.Interface, "multicast", "off");
        ended = await HoldAsync(lab, _ => ["--interface", BridgedLab.Interface, "--peers", peers]);
        AssertCertified(2, ended);
        Assert.All(ended, node => Assert.Contains("reached by unicast", node.Error, StringComparison.Ordinal));
    }

    [NetworkFact]
    public async Task Processes_of_one_machine_are_peers_on_ports_of_their_own()
    {
        using var lab = new BridgedLab(1);
        const string peers = "127.0.0.1:4001,127.0.0.1:4002,127.0.0.1:4003";
        NetworkNamespace machine = lab.Machines[0];
        ElectionProgram[] nodes = [.. Enumerable.Range(1, 3).Select(number =>
            StartNode(machine, number, 3, ["--peers", peers, "--listen", $"400{number}"]))];
        AssertCertified(3, await EndAsync(nodes));
    }

    [NetworkTheory]
    [InlineData(Ipv4Group, 7, false)]
    [InlineData(Ipv6Group, 2, false)]
    [InlineData(Ipv4Group, 2, true)]
    public async Task A_node_whose_interface_goes_and_comes_back_is_in_the_group_again(string group, int addressThen, bool areNamed)
    {
        using var lab = new BridgedLab(3);
        string[] peers = areNamed
            ? ["--peers", string.Join(',', Enumerable.Range(1, 3).Select(number => $"{BridgedLab.AddressOf(number)}:45678"))] : [];
        // Headless nodes close without a member that is away when the others have voted: the first votes late enough for any machine.
        string[] votes = ["A@15s", "B@2s", "A"];
        ElectionProgram[] nodes = [.. Enumerable.Range(1, 3).Select(number => ElectionProgram.StartAwaitingBy(
            lab.Machines[number - 1].Launcher, _temp.Path, number == 2 ? "is gone" : "votes",
            ["node", "--id", $"n{number}", "--expect", "3", "--choices", "A,B", "--vote", votes[number - 1], "--headless",
                "--json", "--fresh", "--close-after", "100s", "--group", group, "--interface", BridgedLab.Interface, .. peers]))];
        try
        {
            await nodes[0].Spoke();
            lab.Unplug(2);
            await nodes[1].Spoke();
            lab.Plug(2, addressThen);
        }
        catch
        {
            Array.ForEach(nodes, node => node.Dispose());
            throw;
        }
        Ended[] ended = await EndAsync(nodes);
        AssertCertified(3, ended);
        Assert.All(ended, one => Assert.Equal(1, one.Document.Nodes[0].Counts["B"]));
        Assert.Contains("this node is in the group again", ended[1].Error, StringComparison.Ordinal);
        Assert.Equal(2, ended[1].Error.Split("is gone").Length);
    }

    public void Dispose() => _temp.Dispose();

    private Task<Ended[]> HoldAsync(BridgedLab lab, Func<int, string[]> network) => EndAsync(
        [.. lab.Machines.Select((machine, i) => StartNode(machine, i + 1, lab.Machines.Count, network(i + 1)))]);

    private ElectionProgram StartNode(NetworkNamespace machine, int number, int expect, string[] network) => ElectionProgram.StartBy(
        machine.Launcher, _temp.Path,
        ["node", "--id", $"n{number}", "--expect", $"{expect}", "--auto", "--headless", "--json", "--fresh", .. network]);

    private static async Task<Ended[]> EndAsync(ElectionProgram[] nodes)
    {
        try
        {
            return await Task.WhenAll(nodes.Select(node => node.EndAsync()));
        }
        finally
        {
            Array.ForEach(nodes, node => node.Dispose());
        }
    }

    private async Task<Ended> RunAsync(NetworkNamespace machine, params string[] arguments)
    {
        using var program = ElectionProgram.StartBy(machine.Launcher, _temp.Path, arguments);
        return await program.EndAsync();
    }

    private static void AssertCertified(int members, params Ended[] ended)
    {
        Assert.All(ended, one => Assert.True(one.Code == ExitCode.Success, $"exit {one.Code}: {one.Error}"));
        RunNode[] nodes = [.. ended.SelectMany(one => one.Document.Nodes)];
        Assert.Equal(members, nodes.Length);
        Assert.Single(nodes.Select(node => node.Head).Distinct());
        Assert.All(ended, one => Assert.True(one.Document.Signatures > members / 2, $"{one.Document.Signatures} signatures"));
    }
}
