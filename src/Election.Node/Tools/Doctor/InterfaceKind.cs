using System.Text.RegularExpressions;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>What an interface is, as far as that decides how multicast fares on it.</summary>
internal enum InterfaceKind
{
    /// <summary>A cable, or what behaves like one.</summary>
    Wired,

    /// <summary>This machine alone.</summary>
    Loopback,

    /// <summary>A wireless network.</summary>
    WiFi,

    /// <summary>The switch that containers of this machine hang on.</summary>
    ContainerBridge,

    /// <summary>This machine's end of one container's cable.</summary>
    ContainerPort,

    /// <summary>The switch of virtual machines.</summary>
    VirtualSwitch,

    /// <summary>The network between Windows and its Linux subsystem, seen from either side.</summary>
    Wsl,

    /// <summary>A VPN or a dialled line.</summary>
    Tunnel,
}

/// <summary>Recognises interfaces by what the system says of them and by the names that their makers give them.</summary>
internal static partial class InterfaceKinds
{
    private static readonly WordTable<InterfaceKind> s_words =
        new("wired", "loopback", "wi-fi", "container-bridge", "container-port", "virtual-switch", "wsl", "tunnel");

    /// <summary>What an interface is.</summary>
    /// <param name="facts">What the system says.</param>
    /// <param name="machine">What it belongs to.</param>
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

    /// <summary>The word for it, the same in tables and documents.</summary>
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
