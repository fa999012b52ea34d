using Election.Node.Tools.Doctor;
using Election.Runtime.Network;

namespace Election.Node.Tests.Tools.Doctor;

/// <summary>From described facts to verdict, findings and advice.</summary>
public sealed class DiagnosisTests
{
    [Fact]
    public void Loopback_whose_probe_reaches_both_works_and_has_no_findings()
    {
        var diagnosis = Diagnosis.Of(Described.Loopback, Described.CameBack, Described.Linux);
        Assert.Equal((InterfaceVerdict.Works, 0, Ipv6State.NoMulticast), (diagnosis.Verdict, diagnosis.TtlInForce, diagnosis.Ipv6));
        Assert.Empty(diagnosis.Findings);
    }

    [Fact]
    public void A_network_whose_probe_reaches_both_works_and_the_advice_says_how_to_test_the_path_between_machines()
    {
        var diagnosis = Diagnosis.Of(Described.Wired, Described.CameBack, Described.Linux);
        Assert.Equal((InterfaceVerdict.Works, 1, Ipv6State.Possible), (diagnosis.Verdict, diagnosis.TtlInForce, diagnosis.Ipv6));
        Finding finding = Assert.Single(diagnosis.Findings);
        Assert.Equal("this-machine-only", finding.Code);
        Assert.Contains("--interface eth0", finding.Advice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_without_link_address_multicast_or_room_for_a_datagram_is_unusable_and_says_which()
    {
        AssertUnusable("down", Described.Wired with { IsUp = false });
        AssertUnusable("down", Described.Wired with { IsUp = false, Addresses = [], CarriesMulticast = false });
        AssertUnusable("down", Described.Loopback with { IsUp = false, Addresses = [] });
        AssertUnusable("no-address", Described.Wired with { Addresses = [], CarriesMulticast = false });
        AssertUnusable("no-multicast", Described.Wired with { CarriesMulticast = false });
        AssertUnusable("small-mtu", Described.Wired with { MtuBytes = DatagramSize.LeastBytes + 27 });
        Assert.Null(Diagnosis.ObstacleTo(Described.Wired with { MtuBytes = DatagramSize.LeastBytes + 28 }, Described.Linux));
        Assert.Null(Diagnosis.ObstacleTo(Described.Wired with { MtuBytes = null }, Described.Linux));
    }

    [Fact]
    public void An_interface_that_nobody_named_is_not_probed()
    {
        var diagnosis = Diagnosis.Of(Described.Wired, InterfaceProbes.None, Described.Linux);
        Assert.Equal(InterfaceVerdict.NotProbed, diagnosis.Verdict);
    }

    [Fact]
    public void A_lost_probe_sends_the_reader_to_the_firewall_that_is_there()
    {
        string of(MachineFacts machine) => Diagnosis.Of(Described.Wired, Described.Lost, machine).Findings[0].Advice.ToString();
        Assert.Equal("probe-lost", Diagnosis.Of(Described.Wired, Described.Lost, Described.Linux).Findings[0].Code);
        Assert.Contains("224.0.0.0/4", of(Described.Linux), StringComparison.Ordinal);
        Assert.Contains("nft list ruleset", of(Described.Linux with { Firewalls = ["nft"] }), StringComparison.Ordinal);
        string both = of(Described.Linux with { Firewalls = ["firewall-cmd", "iptables"] });
        Assert.Contains("firewall-cmd --list-all", both, StringComparison.Ordinal);
        Assert.Contains("iptables -S", both, StringComparison.Ordinal);
        Assert.DoesNotContain("ufw", both, StringComparison.Ordinal);
        Assert.Contains("ufw status", of(Described.Linux with { Firewalls = ["ufw"] }), StringComparison.Ordinal);
        Assert.Contains("New-NetFirewallRule", of(Described.Windows), StringComparison.Ordinal);
        Assert.Contains("Local Network", of(Described.Linux with { System = SystemKind.MacOs }), StringComparison.Ordinal);
        Assert.Equal(InterfaceVerdict.Fails, Diagnosis.Of(Described.Wired, Described.Lost, Described.Linux).Verdict);
    }

    [Fact]
    public void A_probe_that_only_its_own_process_hears_fails()
    {
        InterfaceProbes probed = Described.Probed(Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.Lost));
        var diagnosis = Diagnosis.Of(Described.Loopback, probed, Described.Linux);
        Assert.Equal((InterfaceVerdict.Fails, "deaf-process"), (diagnosis.Verdict, diagnosis.Findings[0].Code));
    }

    [Fact]
    public void A_second_process_that_could_not_listen_is_not_taken_for_a_deaf_one()
    {
        InterfaceProbes probed = Described.Probed(Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.Refused, "it ended early"));
        var diagnosis = Diagnosis.Of(Described.Loopback, probed, Described.Linux);
        Assert.Equal((InterfaceVerdict.Fails, "second-process"), (diagnosis.Verdict, diagnosis.Findings[0].Code));
        Assert.Contains("it ended early", diagnosis.Findings[0].Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_join_says_why()
    {
        InterfaceProbes probed = new([Described.Ipv4(ProbeOutcome.Refused, ProbeOutcome.NotSent, "no more memberships")], null);
        var diagnosis = Diagnosis.Of(Described.Wired, probed, Described.Linux);
        Assert.Equal((InterfaceVerdict.Fails, "refused"), (diagnosis.Verdict, diagnosis.Findings[0].Code));
        Assert.Contains("no more memberships", diagnosis.Findings[0].Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_family_that_works_is_enough_and_the_other_is_reported()
    {
        InterfaceProbes probed = Described.Probed(
            Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.CameBack), Described.Ipv6(ProbeOutcome.Lost, ProbeOutcome.Lost));
        var diagnosis = Diagnosis.Of(Described.Wired, probed, Described.Linux);
        Assert.Equal((InterfaceVerdict.Works, Ipv6State.Fails), (diagnosis.Verdict, diagnosis.Ipv6));
        Finding lost = Assert.Single(diagnosis.Findings, finding => finding.Code == "probe-lost");
        Assert.StartsWith("IPv6: ", lost.Problem.ToString(), StringComparison.Ordinal);
        InterfaceFacts ipv6Only = Described.Interface("eth0", "fe80::1%2");
        probed = Described.Probed(Described.Ipv6(ProbeOutcome.CameBack, ProbeOutcome.CameBack));
        diagnosis = Diagnosis.Of(ipv6Only, probed, Described.Linux);
        Assert.Equal((InterfaceVerdict.Works, Ipv6State.Works), (diagnosis.Verdict, diagnosis.Ipv6));
    }

    [Fact]
    public void IPv6_needs_an_address_and_multicast_and_on_Linux_more_than_loopback()
    {
        Assert.Equal(Ipv6State.NoAddress, Ipv6States.Of(Described.Interface("eth0", "10.0.0.1"), [], Described.Linux));
        Assert.Equal(Ipv6State.NoMulticast, Ipv6States.Of(Described.Wired with { CarriesMulticast = false }, [], Described.Linux));
        Assert.Equal(Ipv6State.NoMulticast, Ipv6States.Of(Described.Loopback, [], Described.Linux));
        Assert.Equal(Ipv6State.Possible, Ipv6States.Of(Described.Loopback, [], Described.Windows));
    }

    [Theory]
    [InlineData("wlan0", "wi-fi", "isolation")]
    [InlineData("wlan0", "wi-fi", "IGMP snooping")]
    [InlineData("docker0", "container-bridge", "--network host")]
    [InlineData("br-0a1b2c3d4e5f", "container-bridge", "--network host")]
    [InlineData("veth1a2b3c4", "container-port", "own network interface")]
    [InlineData("virbr0", "virtual-switch", "bridged")]
    [InlineData("tun0", "tunnel", "--peers")]
    public void A_kind_comes_with_advice_whether_or_not_it_was_probed(string name, string code, string advice)
    {
        foreach (InterfaceProbes probed in (InterfaceProbes[])[InterfaceProbes.None, Described.CameBack, Described.Lost])
        {
            var diagnosis = Diagnosis.Of(Described.Interface(name, "10.0.0.1"), probed, Described.Linux);
            Finding found = Assert.Single(diagnosis.Findings, finding => finding.Code == code);
            Assert.Contains(advice, found.Advice.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_Linux_subsystem_of_Windows_is_told_to_mirror_the_network_or_to_run_in_Windows()
    {
        var inside = Diagnosis.Of(Described.Wired, Described.CameBack, Described.Linux with { IsWsl = true });
        Assert.Contains("networkingMode=mirrored", Assert.Single(inside.Findings).Advice.ToString(), StringComparison.Ordinal);
        var outside = Diagnosis.Of(Described.Interface("vEthernet (WSL)", "172.20.0.1"), InterfaceProbes.None, Described.Windows);
        Assert.Contains("own network adapter", Assert.Single(outside.Findings).Advice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_is_told_how_to_reach_other_machines()
    {
        var diagnosis = Diagnosis.Of(Described.Wired, Described.CameBack, Described.Linux with { IsContainer = true });
        Assert.Equal("inside-container", Assert.Single(diagnosis.Findings).Code);
    }

    [Fact]
    public void Buffers_smaller_than_asked_for_are_reported_with_the_remedy()
    {
        InterfaceProbes probed = Described.CameBack with { Buffers = new BufferGrant(4194304, 212992, 1048576, 1048576) };
        Finding finding = Assert.Single(Diagnosis.Of(Described.Loopback, probed, Described.Linux).Findings);
        Assert.Equal("small-buffers", finding.Code);
        Assert.Contains("receive 208 of 4096 KiB, send 1024 of 1024 KiB", finding.Problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("net.core.rmem_max=4194304", finding.Advice.ToString(), StringComparison.Ordinal);
        Assert.Equal(InterfaceVerdict.Works, Diagnosis.Of(Described.Loopback, probed, Described.Linux).Verdict);
    }

    private static void AssertUnusable(string code, InterfaceFacts facts)
    {
        foreach (MachineFacts machine in (MachineFacts[])[Described.Linux, Described.Windows])
        {
            var diagnosis = Diagnosis.Of(facts, InterfaceProbes.None, machine);
            Assert.Equal(InterfaceVerdict.Unusable, diagnosis.Verdict);
            Assert.Equal(code, Assert.Single(diagnosis.Findings).Code);
        }
    }
}
