using System.Text.RegularExpressions;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>The kinds of interface that differ in how multicast fares on them.</summary>
internal enum InterfaceKind
{
    /// <summary>A cable, or anything that behaves like one.</summary>
    Wired,

    /// <summary>The loopback interface, which reaches this machine alone.</summary>
    Loopback,

    /// <summary>A wireless network.</summary>
    WiFi,

    /// <summary>The bridge of this machine's containers.</summary>
    ContainerBridge,

    /// <summary>This machine's end of the link to one container.</summary>
    ContainerPort,

    /// <summary>The switch of this machine's virtual machines.</summary>
    VirtualSwitch,

    /// <summary>The network between Windows and its Linux subsystem, seen from either side.</summary>
    Wsl,

    /// <summary>A VPN or a dialled line.</summary>
    Tunnel,
}

/// <summary>Recognises interfaces by the system's description and by the names that drivers give them.</summary>
internal static partial class InterfaceKinds
{
    private static readonly WordTable<InterfaceKind> s_words =
        new("wired", "loopback", "wi-fi", "container-bridge", "container-port", "virtual-switch", "wsl", "tunnel");

    /// <summary>Recognises an interface.</summary>
    /// <param name="facts">The system's description of the interface.</param>
    /// <param name="machine">The machine that it belongs to.</param>
    public static InterfaceKind Of(InterfaceFacts facts, MachineFacts machine) => facts switch
    {
        { IsLoopback: true } => InterfaceKind.Loopback,
        { Name: var name } when ContainerBridge().IsMatch(name) => InterfaceKind.ContainerBridge,
        { Name: var name } when ContainerPort().IsMatch(name) => InterfaceKind.ContainerPort,
        _ when facts.Name.Contains("(WSL", StringComparison.OrdinalIgnoreCase) => InterfaceKind.Wsl,
        _ when VirtualSwitch().IsMatch(facts.Name) || VirtualSwitch().IsMatch(facts.Description) => InterfaceKind.VirtualSwitch,
        _ when facts.IsTunnel || Tunnel().IsMatch(facts.Name) => InterfaceKind.Tunnel,
        _ when facts.IsWireless || WiFi().IsMatch(facts.Name) => InterfaceKind.WiFi,
        _ when machine.IsWsl => InterfaceKind.Wsl,
        _ => InterfaceKind.Wired,
    };

    /// <summary>The kind's word, the same in tables and documents.</summary>
    public static string ToText(this InterfaceKind kind) => s_words[kind];

    // docker0, the bridges of user-defined Docker networks (br- and 12 digits of the network's id), Podman, CNI, Incus and LXD, LXC.
    [GeneratedRegex("^(docker[0-9]+|docker_gwbridge|br-[0-9a-f]{12}|podman[0-9]+|cni-?[a-z]*[0-9]+|(incus|lxd|lxc)br[0-9]+)$")]
    private static partial Regex ContainerBridge();

    [GeneratedRegex("^veth[0-9a-f]+$")]
    private static partial Regex ContainerPort();

    [GeneratedRegex("^(virbr[0-9]+|vmnet[0-9]+|vboxnet[0-9]+|vEthernet|VirtualBox|VMware|Hyper-V)", RegexOptions.IgnoreCase)]
    private static partial Regex VirtualSwitch();

    [GeneratedRegex("^(tun|tap|wg|ppp|utun|tailscale|zt|ipsec|gre|sit|ip6tnl)[0-9a-z]*$")]
    private static partial Regex Tunnel();

    [GeneratedRegex("^(wl[a-z0-9]+|Wi-?Fi.*|WLAN.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex WiFi();
}
