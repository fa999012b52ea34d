using System.Globalization;

namespace Election.Node.Tests.Networks;

/// <summary>
/// A lab of machines on one switch: a namespace for each machine, with the interface <c>lan</c> and the addresses 10.77.0.K and fe80::K,
/// and one for the bridge that joins them. It does not touch the namespace that the tests run in.
/// </summary>
internal sealed class BridgedLab : IDisposable
{
    public const string Interface = "lan";

    private const string Switch = "switch";

    private readonly List<NetworkNamespace> _all = [];
    private readonly List<NetworkNamespace> _machines = [];
    private readonly NetworkNamespace _hub;

    public BridgedLab(int machines)
    {
        try
        {
            _all.Add(_hub = new NetworkNamespace("hub"));
            _hub.Ip("link", "add", Switch, "type", "bridge", "mcast_snooping", "0");
            _hub.Ip("link", "set", Switch, "up");
            for (int number = 1; number <= machines; number++)
                Connect(number);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<NetworkNamespace> Machines => _machines;

    public static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"10.77.0.{number}");

    /// <summary>Makes the switch drop multicast from now on, like many wireless access points.</summary>
    public void BlockMulticast()
    {
        for (int number = 1; number <= _machines.Count; number++)
            _hub.Bridge("link", "set", "dev", PortOf(number), "mcast_flood", "off");
    }

    /// <summary>Removes a machine's interface, as if a USB adapter were pulled out.</summary>
    public void Unplug(int number) => _machines[number - 1].Ip("link", "delete", Interface);

    /// <summary>Gives a machine its interface back, possibly with another address.</summary>
    public void Plug(int number, int address)
    {
        NetworkNamespace machine = _machines[number - 1];
        _hub.Ip("link", "add", PortOf(number), "type", "veth", "peer", "name", Interface, "netns", machine.Name);
        _hub.Ip("link", "set", PortOf(number), "master", Switch, "up");
        machine.AddLinkLocal(Interface, address);
        machine.Ip("address", "add", $"{AddressOf(address)}/24", "dev", Interface);
        machine.Ip("link", "set", Interface, "up");
    }

    public void Dispose() => _all.ForEach(one => one.Dispose());

    private void Connect(int number)
    {
        var machine = new NetworkNamespace($"m{number}");
        _all.Add(machine);
        _machines.Add(machine);
        Plug(number, number);
    }

    private static string PortOf(int number) => string.Create(CultureInfo.InvariantCulture, $"port{number}");
}
