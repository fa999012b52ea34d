using System.Net.Sockets;
using System.Net;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Network;

public sealed class PeerResolutionTests
{
    private static readonly MulticastGroup s_group = MulticastGroup.Parse("239.192.7.1:45678");
    private static readonly LocalInterface s_lan = Described("10.0.0.1", "fe80::1%7", "fd00::1");
    private static readonly DatagramSize s_size = DatagramSize.DefaultFor(s_lan);

    [Fact]
    public async Task One_list_serves_all_each_node_finds_itself_by_its_interface()
    {
        const string all = "10.0.0.1:5,10.0.0.2:5,10.0.0.3:6";
        UnicastOptions first = await Resolve(all), second = await Resolve(all, via: Described("10.0.0.2"));
        Assert.Equal("10.0.0.1:5", first.Own.ToString());
        Assert.Equal(["10.0.0.2:5", "10.0.0.3:6"], first.Peers.Select(peer => peer.ToString()));
        Assert.Equal("10.0.0.2:5", second.Own.ToString());
        Assert.Equal(["10.0.0.1:5", "10.0.0.3:6"], second.Peers.Select(peer => peer.ToString()));
        Assert.Equal(first.Group.Tag, second.Group.Tag);
    }

    [Fact]
    public async Task A_node_that_is_not_on_the_list_receives_on_the_groups_port_and_so_does_a_peer_without_one()
    {
        UnicastOptions options = await Resolve("10.0.0.2,10.0.0.3:6");
        Assert.Equal("10.0.0.1:45678", options.Own.ToString());
        Assert.Equal(["10.0.0.2:45678", "10.0.0.3:6"], options.Peers.Select(peer => peer.ToString()));
    }

    [Fact]
    public async Task Processes_of_one_machine_are_told_apart_by_the_port_they_listen_on()
    {
        UnicastOptions options = await Resolve("127.0.0.1:5,127.0.0.1:6,127.0.0.1:7", 6, Loopback.Interface);
        Assert.Equal("127.0.0.1:6", options.Own.ToString());
        Assert.Equal(["127.0.0.1:5", "127.0.0.1:7"], options.Peers.Select(peer => peer.ToString()));
    }

    [Theory]
    [InlineData("127.0.0.1:5,127.0.0.1:6", "--listen")]
    [InlineData("127.0.0.1:5", "--listen")]
    [InlineData("10.0.0.2:5", "--interface")]
    [InlineData("127.0.0.1:5,[::1]:6", "neither IPv4 nor IPv6 in common")]
    public async Task What_is_unclear_or_out_of_reach_is_refused_with_the_flag_that_helps(string peers, string named)
    {
        StartRefusedException refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Resolve(peers, via: Loopback.Interface));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_loopback_is_this_machine()
    {
        UnicastOptions options = await Resolve("lab1:5,lab2:5", lookup: Names(("lab1", ["127.0.1.1"]), ("lab2", ["10.0.0.2"])));
        Assert.Equal("10.0.0.1:5", options.Own.ToString());
        Assert.Equal(["10.0.0.2:5"], options.Peers.Select(peer => peer.ToString()));
    }

    [Fact]
    public async Task The_family_that_everybody_has_is_used_and_IPv4_before_IPv6()
    {
        NameLookup lookup = Names(("both", ["fd00::2", "10.0.0.2"]), ("four", ["10.0.0.3"]), ("six", ["fd00::4"]));
        Assert.Equal(["10.0.0.2:5"], (await Resolve("both:5", lookup: lookup)).Peers.Select(peer => peer.ToString()));
        Assert.Equal(["10.0.0.2:5", "10.0.0.3:5"], (await Resolve("both:5,four:5", lookup: lookup)).Peers.Select(peer => peer.ToString()));
        UnicastOptions six = await Resolve("both:5,six:5", lookup: lookup);
        Assert.Equal(["[fd00::2]:5", "[fd00::4]:5"], six.Peers.Select(peer => peer.ToString()));
        Assert.Equal("[fd00::1]:45678", six.Own.ToString());
    }

    [Fact]
    public async Task A_link_local_peer_is_reached_over_the_interface()
    {
        UnicastOptions options = await Resolve("[fe80::2]:5");
        Assert.Equal(7, Assert.Single(options.Peers).Address.ScopeId);
        Assert.Equal("fe80::1%7", options.Own.Address.ToString());
    }

    [Fact]
    public async Task Two_names_of_one_node_are_one_peer()
    {
        NameLookup lookup = Names(("lab2", ["10.0.0.2"]), ("lab2.example", ["10.0.0.2"]));
        Assert.Single((await Resolve("lab2:5,lab2.example:5", lookup: lookup)).Peers);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_named()
    {
        StartRefusedException refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Resolve("lab9:5", lookup: Names()));
        Assert.StartsWith("--peers: the name 'lab9'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datagram_is_never_larger_than_the_family_that_was_found_leaves_room_for()
    {
        var largest = new DatagramSize(1472);
        Assert.Equal(1472, (await Resolve("10.0.0.2:5", size: largest)).MaxDatagram.Bytes);
        Assert.Equal(1452, (await Resolve("[fd00::2]:5", size: largest)).MaxDatagram.Bytes);
    }

    [Fact]
    public async Task A_look_up_ends_with_the_command()
    {
        using var interrupted = new CancellationTokenSource();
        Task<UnicastOptions> resolving = new PeerResolution(s_group, s_lan, Silence, PeerResolution.LookupTimeout)
            .ResolveAsync(List("lab1:5"), null, s_size, interrupted.Token);
        await interrupted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
    }

    [Fact]
    public async Task A_name_that_is_not_answered_in_time_is_named()
    {
        var resolution = new PeerResolution(s_group, s_lan, Silence, TimeSpan.FromMilliseconds(50));
        StartRefusedException refusal = await Assert.ThrowsAsync<StartRefusedException>(
            () => resolution.ResolveAsync(List("10.0.0.2:5,lab1:5"), null, s_size, CancellationToken.None));
        Assert.StartsWith("--peers: the name 'lab1' was not found within", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<IPAddress[]> Silence(string host, CancellationToken limit)
    {
        await Task.Delay(Timeout.Infinite, limit);
        return [];
    }

    private static Task<UnicastOptions> Resolve(
        string peers, int? listen = null, LocalInterface? via = null, NameLookup? lookup = null, DatagramSize? size = null) =>
        new PeerResolution(s_group, via ?? s_lan, lookup ?? Names(), PeerResolution.LookupTimeout)
            .ResolveAsync(List(peers), listen, size ?? s_size, CancellationToken.None);

    private static PeerList List(string text) => PeerList.Read(text).OrThrow();

    private static NameLookup Names(params (string Name, string[] Addresses)[] known) => (host, _) =>
    {
        foreach ((string name, string[] addresses) in known)
        {
            if (name == host)
                return Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse));
        }
        throw new SocketException((int)SocketError.HostNotFound);
    };

    private static LocalInterface Described(params string[] addresses) => new(
        "lan", index: 7, mtuBytes: 1500, isLoopback: false, carriesMulticast: false, [.. addresses.Select(IPAddress.Parse)], named: null);
}
