using Election.Node.Tools.Doctor;
using Election.Runtime.Network;

namespace Election.Node.Tests.Tools.Doctor;

public sealed class InterfaceKindTests
{
    [Theory]
    [InlineData("eth0", "wired")]
    [InlineData("enp3s0", "wired")]
    [InlineData("Ethernet", "wired")]
    [InlineData("br-lan", "wired")]
    [InlineData("va", "wired")]
    [InlineData("wlan0", "wi-fi")]
    [InlineData("wlp2s0", "wi-fi")]
    [InlineData("wlx00c0ca123456", "wi-fi")]
    [InlineData("Wi-Fi", "wi-fi")]
    [InlineData("WLAN 2", "wi-fi")]
    [InlineData("docker0", "container-bridge")]
    [InlineData("docker_gwbridge", "container-bridge")]
    [InlineData("br-0a1b2c3d4e5f", "container-bridge")]
    [InlineData("podman0", "container-bridge")]
    [InlineData("cni0", "container-bridge")]
    [InlineData("lxdbr0", "container-bridge")]
    [InlineData("veth1a2b3c4", "container-port")]
    [InlineData("virbr0", "virtual-switch")]
    [InlineData("vmnet8", "virtual-switch")]
    [InlineData("vEthernet (Default Switch)", "virtual-switch")]
    [InlineData("vEthernet (WSL (Hyper-V firewall))", "wsl")]
    [InlineData("tun0", "tunnel")]
    [InlineData("wg0", "tunnel")]
    [InlineData("utun3", "tunnel")]
    [InlineData("tailscale0", "tunnel")]
    public void A_name_tells_the_kind(string name, string kind) =>
        Assert.Equal(kind, InterfaceKinds.Of(Described.Interface(name, "10.0.0.1"), Described.Linux).ToText());

    [Fact]
    public void The_description_by_the_system_outweighs_the_name()
    {
        Assert.Equal(InterfaceKind.WiFi, InterfaceKinds.Of(Described.Wired with { IsWireless = true }, Described.Linux));
        Assert.Equal(InterfaceKind.Tunnel, InterfaceKinds.Of(Described.Wired with { IsTunnel = true }, Described.Linux));
        Assert.Equal(InterfaceKind.Loopback, InterfaceKinds.Of(Described.Wired with { IsLoopback = true }, Described.Linux));
        const string description = "VirtualBox Host-Only Ethernet Adapter";
        InterfaceFacts adapter = Described.Interface("Ethernet 3", "192.168.56.1") with { Description = description };
        Assert.Equal(InterfaceKind.VirtualSwitch, InterfaceKinds.Of(adapter, Described.Windows));
    }

    [Fact]
    public void In_the_Linux_subsystem_of_Windows_a_wired_interface_is_wsl_and_containers_and_loopback_keep_their_kinds()
    {
        MachineFacts wsl = Described.Linux with { IsWsl = true };
        Assert.Equal(InterfaceKind.Wsl, InterfaceKinds.Of(Described.Wired, wsl));
        Assert.Equal(InterfaceKind.Loopback, InterfaceKinds.Of(Described.Loopback, wsl));
        Assert.Equal(InterfaceKind.ContainerBridge, InterfaceKinds.Of(Described.Interface("docker0", "172.17.0.1"), wsl));
    }
}
