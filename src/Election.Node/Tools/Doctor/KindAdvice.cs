using System.Diagnostics;

namespace Election.Node.Tools.Doctor;

/// <summary>The advice that a kind of network calls for between machines, which no probe on one machine can give.</summary>
internal static class KindAdvice
{
    private const string Peers = "--peers";
    private const string Mirrored = "networkingMode=mirrored";
    private const string Receive = "election multicast receive -g 239.192.7.1:45678 --interface NAME";
    private const string Send = "election multicast send hello -g 239.192.7.1:45678 --interface";

    /// <summary>The finding for a kind of interface; null for kinds that need none.</summary>
    public static Finding? For(InterfaceKind kind, string name, MachineFacts machine) => kind switch
    {
        InterfaceKind.Loopback => null,
        InterfaceKind.WiFi => new Finding("wi-fi",
            $"it is wireless, and many access points isolate stations or drop multicast",
            $"switch off client (AP) isolation at the access point, and IGMP snooping unless a querier runs; or use a cable, or --peers"),
        InterfaceKind.ContainerBridge => new Finding("container-bridge",
            $"it is the bridge of this machine's containers, and no other machine is on it",
            $"name the machine's own network interface; run containers with --network host, or give them a macvlan network"),
        InterfaceKind.ContainerPort => new Finding("container-port",
            $"it is this machine's end of the link to one container",
            $"name the machine's own network interface, or the bridge for the containers among themselves"),
        InterfaceKind.VirtualSwitch => new Finding("virtual-switch",
            $"it reaches only virtual machines on this machine",
            $"name the machine's own network interface, and give virtual machines a bridged adapter"),
        InterfaceKind.Wsl when machine.IsWsl => new Finding("wsl",
            $"it is the network of the Linux subsystem, which Windows by default puts behind NAT; multicast does not pass NAT",
            $"write {Mirrored} under [wsl2] in %UserProfile%\\.wslconfig and run wsl --shutdown, or run election in Windows itself"),
        InterfaceKind.Wsl => new Finding("wsl",
            $"it reaches only the Linux subsystem on this machine", $"name the machine's own network adapter"),
        InterfaceKind.Tunnel => new Finding("tunnel",
            $"it is a tunnel, and most VPNs do not carry multicast", $"name a network interface, or use --peers over the tunnel"),
        InterfaceKind.Wired when machine.IsContainer => new Finding("inside-container",
            $"this process is in a container, and its network is usually a bridge on the container's host",
            $"start the container with --network host, or give it a macvlan network, to reach other machines"),
        InterfaceKind.Wired => new Finding("this-machine-only",
            $"the findings hold for this machine; the doctor cannot see switches and other machines' firewalls",
            $"on another machine: {Receive}; here: {Send} {name}; if nothing arrives, look at IGMP snooping without a querier, or use {
                Peers}"),
        _ => throw new UnreachableException(),
    };
}
