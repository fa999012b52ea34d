using System.Diagnostics;

namespace Election.Node.Tools.Doctor;

/// <summary>What a kind of network means for multicast between machines, which no probe on one machine can show.</summary>
internal static class KindAdvice
{
    private const string Peers = "--peers";
    private const string Mirrored = "networkingMode=mirrored";
    private const string Receive = "election multicast receive -g 239.192.7.1:45678 --interface NAME";
    private const string Send = "election multicast send hello -g 239.192.7.1:45678 --interface";

    /// <summary>The finding that comes with a kind, if there is one.</summary>
    public static Finding? For(InterfaceKind kind, string name, MachineFacts machine) => kind switch
    {
        InterfaceKind.Loopback => null,
        InterfaceKind.WiFi => new Finding("wi-fi",
            $"it is wireless, and many access points keep stations apart or drop multicast",
            $"switch off client (AP) isolation at the access point, and IGMP snooping unless a querier runs; or use a cable, or --peers"),
        InterfaceKind.ContainerBridge => new Finding("container-bridge",
            $"it is the switch of this machine's containers, and no other machine is on it",
            $"name the machine's own network interface; run containers with --network host, or give them a macvlan network"),
        InterfaceKind.ContainerPort => new Finding("container-port",
            $"it is this machine's end of one container's cable",
            $"name the machine's own network interface, or the bridge for the containers among themselves"),
        InterfaceKind.VirtualSwitch => new Finding("virtual-switch",
            $"it leads to virtual machines of this machine only",
            $"name the machine's own network interface, and give virtual machines a bridged adapter"),
        InterfaceKind.Wsl when machine.IsWsl => new Finding("wsl",
            $"it is the network of the Linux subsystem, which Windows puts behind NAT unless told otherwise; multicast does not pass that",
            $"write {Mirrored} under [wsl2] in %UserProfile%\\.wslconfig and run wsl --shutdown, or run election in Windows itself"),
        InterfaceKind.Wsl => new Finding("wsl",
            $"it leads to the Linux subsystem of this machine only", $"name the machine's own network adapter"),
        InterfaceKind.Tunnel => new Finding("tunnel",
            $"it is a tunnel, and most VPNs pass no multicast on", $"name a network interface, or use --peers over the tunnel"),
        InterfaceKind.Wired when machine.IsContainer => new Finding("inside-container",
            $"this process is in a container, and its network is mostly the bridge of the container's host",
            $"start the container with --network host, or give it a macvlan network, to reach other machines"),
        InterfaceKind.Wired => new Finding("this-machine-only",
            $"what was found holds for this machine; switches and other machines' firewalls are not seen from here",
            $"on another machine: {Receive}; here: {Send} {name}; if nothing arrives, look at IGMP snooping without a querier, or use {
                Peers}"),
        _ => throw new UnreachableException(),
    };
}
