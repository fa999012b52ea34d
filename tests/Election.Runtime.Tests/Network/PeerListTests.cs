using Election.Runtime.Network;

namespace Election.Runtime.Tests.Network;

public sealed class PeerListTests
{
    [Fact]
    public void Peers_are_names_and_addresses_with_and_without_a_port()
    {
        const string text = "lab1:45678, 10.0.0.2:5,lab-3.example,[fd00::3]:45678,[fe80::4%7]";
        PeerList list = PeerList.Read(text).OrThrow();
        Assert.False(list.IsFallback);
        Assert.Equal(
            [
                new Peer("lab1", 45678), new Peer("10.0.0.2", 5), new Peer("lab-3.example", null), new Peer("fd00::3", 45678),
                new Peer("fe80::4%7", null),
            ],
            list.Peers.ToArray());
    }

    [Fact]
    public void Auto_as_the_first_entry_has_multicast_tried_before()
    {
        PeerList list = PeerList.Read("auto,lab1:5,auto:6").OrThrow();
        Assert.True(list.IsFallback);
        Assert.Equal([new Peer("lab1", 5), new Peer("auto", 6)], list.Peers.ToArray());
    }

    [Theory]
    [InlineData(null, "HOST:PORT")]
    [InlineData("", "HOST:PORT")]
    [InlineData("auto", "no peer follows 'auto'")]
    [InlineData("lab1:5,auto", "'auto' must come first")]
    [InlineData("lab1:5,,lab2:5", "HOST:PORT")]
    [InlineData("lab1:0", "'lab1:0' has no port")]
    [InlineData("lab1:70000", "'lab1:70000' has no port")]
    [InlineData("lab1:", "'lab1:' has no port")]
    [InlineData("lab1:x", "'lab1:x' has no port")]
    [InlineData("lab 1:5", "HOST:PORT")]
    [InlineData("http://lab1:5", "not a peer")]
    [InlineData("fd00::3", "brackets")]
    [InlineData("fd00::3:45678", "brackets")]
    [InlineData("[lab1]:5", "brackets")]
    [InlineData("[10.0.0.1]:5", "brackets")]
    [InlineData("10.1:5", "all four numbers")]
    [InlineData("010.0.0.1:5", "all four numbers")]
    [InlineData("239.192.7.1:5", "239.192.7.1 is not the address of a single machine")]
    [InlineData("255.255.255.255:5", "not the address of a single machine")]
    [InlineData("0.0.0.0:5", "not the address of a single machine")]
    [InlineData("[ff12::7:1]:5", "not the address of a single machine")]
    [InlineData("[::]:5", "not the address of a single machine")]
    [InlineData("lab1:5,lab1:5", "named twice")]
    [InlineData("la\u0007b:5", "'la\\u0007b:5'")]
    public void Anything_else_is_refused_with_one_clause_that_says_why(string? text, string clause)
    {
        string reason = $"{PeerList.Read(text).Refusal}";
        Assert.Contains(clause, reason, StringComparison.Ordinal);
        Assert.DoesNotContain(reason, char.IsControl);
    }

    [Fact]
    public void There_are_no_more_peers_than_the_limit()
    {
        string most = string.Join(',', Enumerable.Range(1, PeerList.MaxPeers).Select(i => $"lab{i}"));
        PeerList list = PeerList.Read(most).OrThrow();
        Assert.Equal(PeerList.MaxPeers, list.Peers.Length);
        Assert.Contains($"{PeerList.MaxPeers}", PeerList.Read(most + ",lab").Refusal?.ToString(), StringComparison.Ordinal);
    }
}
