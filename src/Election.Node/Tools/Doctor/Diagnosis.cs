using System.Collections.Immutable;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>The diagnosis of one interface, made from facts alone.</summary>
/// <param name="Facts">The system's description of the interface.</param>
/// <param name="Kind">The kind of interface that it was recognised as.</param>
/// <param name="Probed">The outcome of the probes.</param>
/// <param name="Ipv6">The state of IPv6 multicast.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">The findings, the most important first.</param>
internal sealed record Diagnosis(InterfaceFacts Facts, InterfaceKind Kind, InterfaceProbes Probed, Ipv6State Ipv6,
    InterfaceVerdict Verdict, ImmutableArray<Finding> Findings)
{
    // The headers of IPv4 without options and of UDP.
    private const int HeaderBytes = 20 + 8;

    /// <summary>The TTL that a node uses on this interface by default: the same rule as <see cref="TimeToLive.DefaultFor"/>.</summary>
    public int TtlInForce => Facts.IsLoopback ? 0 : 1;

    /// <summary>The reason why an interface cannot be used, whatever a probe would show; null when it can be probed.</summary>
    public static Finding? ObstacleTo(InterfaceFacts facts, MachineFacts machine)
    {
        bool isLinux = machine.System == SystemKind.Linux;
        if (!facts.IsUp)
        {
            return new Finding("down", $"it is down or has no link", isLinux
                ? Sentence.Of($"sudo ip link set {facts.Name} up, and check the cable and its other end")
                : $"enable it, and check the cable and its other end");
        }
        if (facts.Addresses.IsEmpty)
        {
            return new Finding("no-address", $"it has no IP address", isLinux
                ? Sentence.Of($"wait for DHCP, or give it one: sudo ip address add 10.77.0.1/24 dev {facts.Name}")
                : $"wait for DHCP, or give it one");
        }
        if (!facts.CarriesMulticast)
        {
            return new Finding("no-multicast", $"the system allows no multicast on it", isLinux
                ? Sentence.Of($"sudo ip link set {facts.Name} multicast on, or use --peers")
                : $"choose another interface, or use --peers");
        }
        if (facts.MtuBytes is int mtu && mtu - HeaderBytes < DatagramSize.LeastBytes)
        {
            return new Finding("small-mtu", $"its packets hold {mtu} bytes, but a node needs {DatagramSize.LeastBytes + HeaderBytes}",
                isLinux ? Command($"sudo ip link set {facts.Name} mtu 1500") : $"raise its MTU");
        }
        return null;
    }

    /// <summary>Makes the diagnosis.</summary>
    /// <param name="facts">The system's description of the interface.</param>
    /// <param name="probed">The outcome of the probes; empty when it was not probed.</param>
    /// <param name="machine">The machine, whose system decides the remedies.</param>
    public static Diagnosis Of(InterfaceFacts facts, InterfaceProbes probed, MachineFacts machine)
    {
        InterfaceKind kind = InterfaceKinds.Of(facts, machine);
        Finding? obstacle = ObstacleTo(facts, machine);
        InterfaceVerdict verdict = obstacle is not null ? InterfaceVerdict.Unusable
            : probed.Probes.IsEmpty ? InterfaceVerdict.NotProbed
            : probed.Probes.Any(probe => probe.Works) ? InterfaceVerdict.Works
            : InterfaceVerdict.Fails;
        var findings = new List<Finding?> { obstacle };
        findings.AddRange(probed.Probes.Select(probe => FindingOf(probe, machine)));
        if (obstacle is null || kind != InterfaceKind.Wired)
            findings.Add(KindAdvice.For(kind, facts.Name, machine));
        findings.Add(FindingOf(probed.Buffers, machine));
        return new Diagnosis(facts, kind, probed, Ipv6States.Of(facts, probed.Probes, machine), verdict, [.. findings.OfType<Finding>()]);
    }

    private static Finding? FindingOf(ProbeResult probe, MachineFacts machine) => probe switch
    {
        { Works: true } => null,
        { OwnSocket: ProbeOutcome.Refused } => new Finding("refused",
            $"{probe.FamilyText}: {probe.Problem}", $"fix what the sentence names, and run the doctor again"),
        { OtherProcess: ProbeOutcome.Refused } => new Finding("second-process",
            $"{probe.FamilyText}: a second process could not listen: {probe.Problem}",
            $"run the doctor again when the machine is less busy"),
        { OwnSocket: ProbeOutcome.CameBack } => new Finding("deaf-process",
            $"{probe.FamilyText}: this process hears the probe, but a second one on this machine does not",
            $"look for security software that filters by program; {FirewallAdvice.For(machine)}"),
        _ => new Finding("probe-lost", $"{probe.FamilyText}: it is up and allows multicast, but the probe did not come back",
            FirewallAdvice.For(machine)),
    };

    private static Finding? FindingOf(BufferGrant? buffers, MachineFacts machine)
    {
        if (buffers is not { IsShort: true })
            return null;
        Sentence problem = $"socket buffers are smaller than asked for: receive {buffers.ReceiveGranted / 1024} of {
            buffers.ReceiveAsked / 1024} KiB, send {buffers.SendGranted / 1024} of {
            buffers.SendAsked / 1024} KiB; bursts may be lost and repaired";
        return new Finding("small-buffers", problem, machine.System == SystemKind.Linux
            ? Command($"sudo sysctl -w net.core.rmem_max={buffers.ReceiveAsked} net.core.wmem_max={buffers.SendAsked}")
            : $"raise the system's limit for socket buffers");
    }

    // Commands are the same in every language.
    private static Sentence Command(string line) => $"{line}";
}
