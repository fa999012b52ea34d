using System.Net.Sockets;
using System.Net;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Network;

public sealed class MulticastProbeTests
{
    [Fact]
    public void A_probe_comes_back_where_this_machine_hears_multicast() => Assert.Null(MulticastProbe.Failure(Loopback.DrawOptions()));

    [Fact]
    public void A_group_that_cannot_be_joined_fails_with_the_reason()
    {
        MulticastOptions options = Loopback.DrawOptions();
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        taken.Bind(new IPEndPoint(IPAddress.Any, options.Group.Port));
        Assert.Contains("is taken", MulticastProbe.Failure(options)!.ToString(), StringComparison.Ordinal);
    }
}
