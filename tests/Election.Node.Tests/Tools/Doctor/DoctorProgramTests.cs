using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.EndToEnd;
using Election.Node.Tests.Networks;

namespace Election.Node.Tests.Tools.Doctor;

/// <summary>The real program with its second process, on loopback and on networks that exist for one test only.</summary>
public sealed class DoctorProgramTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task On_loopback_a_probe_reaches_this_process_and_another()
    {
        Ended ended = await ElectionProgram.RunAsync(_temp.Path, "doctor", "--interface", "loopback", "--json");
        Assert.True(ended.Code == ExitCode.Success, ended.Out + ended.Error);
        JsonElement only = Assert.Single(InterfacesIn(ended));
        Assert.Equal(("loopback", "works", 0), (TextOf(only, "kind"), TextOf(only, "verdict"), only.GetProperty("ttl").GetInt32()));
        JsonElement probe = only.GetProperty("probes")[0];
        Assert.Equal(("IPv4", "came-back"), (TextOf(probe, "family"), TextOf(probe, "ownSocket")));
        Assert.Equal("came-back", TextOf(probe, "otherProcess"));
        Assert.True(only.GetProperty("buffers").GetProperty("receiveGranted").GetInt32() > 0);
        Assert.Equal("", ended.Error);
    }

    [NetworkFact]
    public async Task Without_a_name_only_loopback_is_probed_and_the_others_are_examined()
    {
        using NetworkNamespace machine = Veth("looked");
        machine.Ip("link", "add", "docker0", "type", "bridge");
        // Without IPv6 the kernel sends nothing on va by itself, so anything its counters show is the doctor's.
        machine.Execute("sh", "-c", "for i in va vb docker0; do echo 1 > /proc/sys/net/ipv6/conf/$i/disable_ipv6; done");
        string before = machine.Ip("-s", "-j", "link", "show", "va");
        Ended ended = await RunAsync(machine, "doctor", "--json");
        Assert.Equal(before, machine.Ip("-s", "-j", "link", "show", "va"));
        Assert.True(ended.Code == ExitCode.Success, ended.Out + ended.Error);
        JsonElement[] all = InterfacesIn(ended);
        Assert.Equal("works", TextOf(Find(all, "lo"), "verdict"));
        Assert.Equal("not-probed", TextOf(Find(all, "va"), "verdict"));
        Assert.Empty(Find(all, "va").GetProperty("probes").EnumerateArray());
        Assert.Equal(("container-bridge", "unusable"), (TextOf(Find(all, "docker0"), "kind"), TextOf(Find(all, "docker0"), "verdict")));
        Assert.Contains("not probed (name it with --interface)", ended.Out, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task A_named_network_is_probed_over_both_families()
    {
        using NetworkNamespace machine = Veth("named");
        machine.Ip("link", "set", "va", "mtu", "1380");
        foreach (string name in (string[])["va", "10.77.0.1", "fe80::1"])
        {
            Ended ended = await RunAsync(machine, "doctor", "--interface", name, "--json");
            Assert.True(ended.Code == ExitCode.Success, ended.Out + ended.Error);
            JsonElement only = Assert.Single(InterfacesIn(ended));
            Assert.Equal(("va", "works", "works"), (TextOf(only, "name"), TextOf(only, "verdict"), TextOf(only, "ipv6")));
            Assert.Equal((1, 1380), (only.GetProperty("ttl").GetInt32(), only.GetProperty("mtu").GetInt32()));
            Assert.Equal(["IPv4", "IPv6"], only.GetProperty("probes").EnumerateArray().Select(probe => TextOf(probe, "family")));
            Assert.All(only.GetProperty("probes").EnumerateArray(), probe => Assert.Equal("came-back", TextOf(probe, "otherProcess")));
        }
    }

    [NetworkFact]
    public async Task An_interface_that_cannot_work_is_explained_and_ends_with_1()
    {
        using NetworkNamespace machine = Veth("broken");
        machine.Ip("address", "flush", "dev", "vb");
        await AssertFailsAsync(machine, "vb", "unusable: no-address");
        machine.Ip("link", "set", "va", "multicast", "off");
        await AssertFailsAsync(machine, "va", "unusable: no-multicast");
        machine.Ip("link", "set", "va", "multicast", "on");
        machine.Execute("sh", "-c", "echo 0 > /proc/sys/net/ipv4/igmp_max_memberships");
        machine.Ip("address", "del", "fe80::1/64", "dev", "va");
        await AssertFailsAsync(machine, "va", "fails: refused");
        machine.Ip("link", "set", "va", "down");
        await AssertFailsAsync(machine, "va", "unusable: down");
        await AssertFailsAsync(machine, "10.77.0.1", "unusable: down");
    }

    [NetworkFact]
    public async Task A_machine_with_nothing_up_gets_a_sentence_and_no_stack_trace()
    {
        using var machine = new NetworkNamespace("nothing");
        machine.Ip("link", "set", "lo", "down");
        Ended ended = await RunAsync(machine, "doctor");
        Assert.Equal((ExitCode.Violated, ""), (ended.Code, ended.Error));
        Assert.Contains("unusable: down", ended.Out, StringComparison.Ordinal);
        Assert.EndsWith("multicast does not work on lo\n", ended.Out, StringComparison.Ordinal);
        ended = await RunAsync(machine, "doctor", "--interface", "va");
        Assert.Equal(ExitCode.Usage, ended.Code);
    }

    public void Dispose() => _temp.Dispose();

    private static NetworkNamespace Veth(string purpose)
    {
        var machine = new NetworkNamespace(purpose);
        machine.Ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        machine.AddLinkLocal("va", 1);
        machine.Ip("link", "set", "vb", "addrgenmode", "none");
        machine.Ip("address", "add", "10.77.0.1/24", "dev", "va");
        machine.Ip("link", "set", "va", "up");
        machine.Ip("link", "set", "vb", "up");
        return machine;
    }

    private async Task AssertFailsAsync(NetworkNamespace machine, string name, string verdict)
    {
        Ended ended = await RunAsync(machine, "doctor", "--interface", name);
        Assert.Equal((ExitCode.Violated, ""), (ended.Code, ended.Error));
        Assert.Contains(verdict, ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Out, StringComparison.Ordinal);
    }

    private async Task<Ended> RunAsync(NetworkNamespace machine, params string[] arguments)
    {
        using var program = ElectionProgram.StartBy(machine.Launcher, _temp.Path, arguments);
        return await program.EndAsync();
    }

    private static JsonElement[] InterfacesIn(Ended ended)
    {
        using var document = JsonDocument.Parse(ended.Out.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal("election-doctor/1", TextOf(document.RootElement, "schema"));
        return [.. document.RootElement.GetProperty("interfaces").EnumerateArray().Select(one => one.Clone())];
    }

    private static JsonElement Find(JsonElement[] all, string name) => all.Single(one => TextOf(one, "name") == name);

    private static string? TextOf(JsonElement element, string property) => element.GetProperty(property).GetString();
}
