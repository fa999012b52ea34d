using System.Collections.Immutable;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>What is to be said of one interface. Made from facts alone.</summary>
/// <param name="Facts">What the system says.</param>
/// <param name="Kind">What it was recognised as.</param>
/// <param name="Probed">What probing showed.</param>
/// <param name="Ipv6">How IPv6 multicast stands.</param>
/// <param name="Verdict">Whether multicast works.</param>
/// <param name="Findings">What was found, the most important first.</param>
internal sealed record Diagnosis(InterfaceFacts Facts, InterfaceKind Kind, InterfaceProbes Probed, Ipv6State Ipv6,
    InterfaceVerdict Verdict, ImmutableArray<Finding> Findings)
{
    // IPv4 without options, and UDP.
    private const int HeaderBytes = 20 + 8;

    /// <summary>How far a node's datagrams go there unless told otherwise: the same rule as <see cref="TimeToLive.DefaultFor"/>.</summary>
    public int TtlInForce => Facts.IsLoopback ? 0 : 1;

    /// <summary>Why an interface cannot be used, whatever a probe would show; null when it can be probed.</summary>
    public static Finding? ObstacleTo(InterfaceFacts facts, MachineFacts machine)
    {
        bool isLinux = machine.System == SystemKind.Linux;
        if (!facts.IsUp)
        {
            return new Finding("down", $"it is down or has no link", isLinux
                ? Sentence.Of($"sudo ip link set {facts.Name} up, and see that a cable or its other end is there")
                : $"enable it, and see that a cable or its other end is there");
        }
        if (facts.Addresses.IsEmpty)
        {
            return new Finding("no-address", $"it has no IP address", isLinux
                ? Sentence.Of($"wait for DHCP, or give it one: sudo ip address add 10.77.0.1/24 dev {facts.Name}")
                : $"wait for DHCP, or give it one");
        }
        if (!facts.CarriesMulticast)
        {
            return new Finding("no-multicast", $"the system lets no multicast through it", isLinux
                ? Sentence.Of($"sudo ip link set {facts.Name} multicast on, or use --peers")
                : $"choose another interface, or use --peers");
        }
        if (facts.MtuBytes is int mtu && mtu - HeaderBytes < DatagramSize.LeastBytes)
        {
            return new Finding("small-mtu", $"its packets hold {mtu} bytes, and a node needs {DatagramSize.LeastBytes + HeaderBytes}",
                isLinux ? Command($"sudo ip link set {facts.Name} mtu 1500") : $"raise its MTU");
        }
        return null;
    }

    /// <summary>The diagnosis.</summary>
    /// <param name="facts">What the system says.</param>
    /// <param name="probed">What probing showed; nothing when it was not probed.</param>
    /// <param name="machine">The machine.</param>
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
            $"{probe.FamilyText}: {probe.Problem}", $"see to what the sentence names, and run the doctor again"),
        { OtherProcess: ProbeOutcome.Refused } => new Finding("second-process",
            $"{probe.FamilyText}: a second process could not listen: {probe.Problem}",
            $"run the doctor again when the machine is less busy"),
        { OwnSocket: ProbeOutcome.CameBack } => new Finding("deaf-process",
            $"{probe.FamilyText}: this process hears its probe, a second one on this machine does not",
            $"look for security software that decides by program; {FirewallAdvice.For(machine)}"),
        _ => new Finding("probe-lost", $"{probe.FamilyText}: it is up and takes multicast, and the probe did not come back",
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

    // What is typed is the same in every language.
    private static Sentence Command(string line) => $"{line}";
}
