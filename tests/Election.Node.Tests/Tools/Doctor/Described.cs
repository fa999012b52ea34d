using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;
using Election.Node.Tools.Doctor;
using Election.Runtime.Network;

namespace Election.Node.Tests.Tools.Doctor;

/// <summary>Descriptions of interfaces and machines for tests.</summary>
internal static class Described
{
    public static readonly MachineFacts Linux = new(SystemKind.Linux, false, false, []);

    public static readonly MachineFacts Windows = new(SystemKind.Windows, false, false, []);

    public static readonly InterfaceFacts Wired = Interface("eth0", "10.77.0.1", "fe80::1%2");

    public static readonly InterfaceFacts Loopback = Interface("lo", "127.0.0.1", "::1") with { IsLoopback = true, MtuBytes = 65536 };

    public static InterfaceFacts Interface(string name, params string[] addresses) => new()
    {
        Name = name,
        MtuBytes = 1500,
        Addresses = [.. addresses.Select(IPAddress.Parse)],
    };

    public static ProbeResult Ipv4(ProbeOutcome own, ProbeOutcome other, string? problem = null) =>
        new(AddressFamily.InterNetwork, "239.192.7.1:20000", own, other, Clause(problem));

    public static ProbeResult Ipv6(ProbeOutcome own, ProbeOutcome other, string? problem = null) =>
        new(AddressFamily.InterNetworkV6, "[ff12::7:1]:20000", own, other, Clause(problem));

    public static InterfaceProbes Probed(params ImmutableArray<ProbeResult> probes) => new(probes, new BufferGrant(4096, 4096, 1024, 1024));

    public static InterfaceProbes CameBack => Probed(Ipv4(ProbeOutcome.CameBack, ProbeOutcome.CameBack));

    public static InterfaceProbes Lost => Probed(Ipv4(ProbeOutcome.Lost, ProbeOutcome.Lost));

    private static Sentence? Clause(string? problem) => problem is null ? null : Sentence.Of($"{problem}");
}
