using System.Net.NetworkInformation;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Network;

public sealed class NetworkOptionTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("255", 255)]
    public void A_TTL_is_0_to_255(string text, byte hops)
    {
        TimeToLive ttl = TimeToLive.Read(text).OrThrow();
        Assert.Equal(hops, ttl.Hops);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("300")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("one")]
    [InlineData(" 1")]
    [InlineData(null)]
    public void Any_other_TTL_is_refused(string? text)
    {
        Assert.Contains("255", TimeToLive.Read(text).Refusal?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("loopback")]
    public void The_loopback_interface_is_found_by_address_and_by_word(string text)
    {
        LocalInterface found = LocalInterface.Find(text).OrThrow();
        Assert.True(found.IsLoopback);
        Assert.Equal("127.0.0.1", found.Address.ToString());
        Assert.Equal(found, LocalInterface.Find(found.Name).OrThrow());
    }

    [Theory]
    [InlineData("no-such-interface")]
    [InlineData("203.0.113.77")]
    [InlineData("2001:db8::77")]
    [InlineData("fe80::77%1")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_interface_is_refused_and_the_known_ones_are_listed(string? text)
    {
        string? reason = LocalInterface.Find(text).Refusal?.ToString();
        Assert.Contains($"there is no interface '{text}'", reason, StringComparison.Ordinal);
        Assert.Contains($"{Loopback.Interface.Name} (127.0.0.1)", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_that_is_down_is_refused()
    {
        // Not every machine has one; where there is one it must be refused.
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        foreach (NetworkInterface down in all.Where(one => one.OperationalStatus == OperationalStatus.Down))
        {
            Sentence? reason = LocalInterface.Find(down.Name).Refusal;
            Assert.Equal($"interface {down.Name} is down: bring it up or choose another", reason?.ToString());
        }
    }

    [Fact]
    public void Loopback_defaults_to_TTL_0_and_the_largest_datagrams()
    {
        var options = new MulticastOptions(MulticastGroup.Parse("239.192.7.1:45678"), Loopback.Interface);
        Assert.Equal(0, options.Ttl.Hops);
        Assert.Equal(Math.Min(Loopback.Interface.MtuBytes - 28, 65507), options.MaxDatagram.Bytes);
    }

    [Theory]
    [InlineData("512", true)]
    [InlineData("1400", true)]
    [InlineData("511", false)]
    [InlineData("65508", false)]
    [InlineData("0", false)]
    [InlineData("-5", false)]
    [InlineData("1e3", false)]
    [InlineData(null, false)]
    public void The_largest_datagram_fits_the_interface(string? text, bool fits)
    {
        Assert.Equal(fits, DatagramSize.Read(text, Loopback.Interface).TryGet(out DatagramSize size, out Sentence? reason));
        Assert.Equal(fits ? int.Parse(text!, System.Globalization.CultureInfo.InvariantCulture) : 0, size.Bytes);
        Assert.NotEqual(fits, reason?.ToString().Length > 0);
    }
}
