using Election.Runtime.Network;

namespace Election.Runtime.Tests.Network;

public sealed class MulticastGroupTests
{
    [Theory]
    [InlineData("239.192.7.1:45678")]
    [InlineData("224.0.0.0:1")]
    [InlineData("239.255.255.255:65535")]
    [InlineData("[ff12::7:1]:45678")]
    [InlineData("[ff02::1]:1")]
    [InlineData("[ff1e:1:2:3:4:5:6:7]:65535")]
    public void A_multicast_address_with_a_port_is_a_group(string text)
    {
        MulticastGroup group = MulticastGroup.Read(text).OrThrow();
        Assert.Equal(text, group.ToString());
    }

    [Theory]
    [InlineData(null, "ADDRESS:PORT")]
    [InlineData("", "ADDRESS:PORT")]
    [InlineData("239.192.7.1", "ADDRESS:PORT")]
    [InlineData("192.168.7.1:45678", "192.168.7.1 is not a multicast address")]
    [InlineData("223.255.255.255:45678", "not a multicast address")]
    [InlineData("240.0.0.0:45678", "not a multicast address")]
    [InlineData("239.192.7.1:0", "'0' is not a port")]
    [InlineData("239.192.7.1:65536", "'65536' is not a port")]
    [InlineData("239.192.7.1:-1", "'-1' is not a port")]
    [InlineData("239.192.7.1:", "'' is not a port")]
    [InlineData("239.192.7.1:４", "not a port")]
    [InlineData("239.1:45678", "'239.1' is not an IPv4 address")]
    [InlineData("239.192.7.01:45678", "not an IPv4 address")]
    [InlineData("0xEF.192.7.1:45678", "not an IPv4 address")]
    [InlineData("group.example:45678", "not an IPv4 address")]
    [InlineData("[ff12::7:1]", "brackets and a port")]
    [InlineData("[ff12::7:1]45678", "brackets and a port")]
    [InlineData("ff12::7:1:45678", "brackets and a port")]
    [InlineData("[ff12::7:1]:0", "'0' is not a port")]
    [InlineData("[ff12::7:1]:70000", "'70000' is not a port")]
    [InlineData("[fe80::1]:45678", "fe80::1 is not a multicast address")]
    [InlineData("[::1]:45678", "::1 is not a multicast address")]
    [InlineData("[ff10::1]:45678", "reserved scope")]
    [InlineData("[ff1f::1]:45678", "reserved scope")]
    [InlineData("[ff12::7:1%lo]:45678", "--interface")]
    [InlineData("[ff12::7:1/64]:45678", "not an IPv6 address")]
    [InlineData("[ff12::7::1]:45678", "not an IPv6 address")]
    [InlineData("[[ff12::7]]:45678", "not an IPv6 address")]
    [InlineData("[239.192.7.1]:45678", "not an IPv6 address")]
    [InlineData("[]:45678", "brackets and a port")]
    [InlineData("239\u0007:1", "'239\\u0007' is not an IPv4 address")]
    public void Anything_else_is_refused_with_one_clause_that_says_why(string? text, string clause)
    {
        Assert.Contains(clause, MulticastGroup.Read(text).Refusal?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Drawn_groups_are_organisation_local_and_differ()
    {
        HashSet<MulticastGroup> drawn = [];
        for (int i = 0; i < 20; i++)
        {
            var group = MulticastGroup.Draw();
            Assert.StartsWith("239.192.", group.Address.ToString(), StringComparison.Ordinal);
            Assert.InRange(group.Port, 20000, 32767);
            drawn.Add(group);
        }
        Assert.True(drawn.Count > 15, "Twenty draws gave hardly any different groups.");
    }

    [Fact]
    public void A_draw_that_finds_no_free_port_is_given_up_with_a_sentence()
    {
        int tried = 0;
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => MulticastGroup.Draw(_ => ++tried == 0));
        Assert.Equal(MulticastGroup.MostDraws, tried);
        Assert.Contains("--group", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_groups_have_equal_tags_and_others_do_not()
    {
        ulong tag = MulticastGroup.Parse("239.192.7.1:45678").Tag;
        Assert.Equal(tag, MulticastGroup.Parse("239.192.7.1:45678").Tag);
        Assert.NotEqual(tag, MulticastGroup.Parse("239.192.7.1:45679").Tag);
        Assert.NotEqual(tag, MulticastGroup.Parse("239.192.7.2:45678").Tag);
    }

    [Theory]
    [InlineData("[FF12::7:1]:45678")]
    [InlineData("[ff12:0:0:0:0:0:7:1]:45678")]
    [InlineData("[ff12::0007:0001]:45678")]
    [InlineData("[ff12::0.7.0.1]:45678")]
    public void A_group_and_its_tag_do_not_depend_on_how_the_address_is_written(string text)
    {
        var group = MulticastGroup.Parse("[ff12::7:1]:45678");
        Assert.Equal(group, MulticastGroup.Parse(text));
        Assert.Equal(group.Tag, MulticastGroup.Parse(text).Tag);
        Assert.Equal("[ff12::7:1]:45678", MulticastGroup.Parse(text).ToString());
    }

    // Computed with another program: sha256(address, port) in network order, the first 8 bytes.
    [Theory]
    [InlineData("239.192.7.1:45678", 0x8C4069889BD47758UL)]
    [InlineData("[ff12::7:1]:45678", 0xF2B5B9623669E9C4UL)]
    public void A_tag_is_what_the_wire_page_says(string text, ulong tag) => Assert.Equal(tag, MulticastGroup.Parse(text).Tag);

    [Fact]
    public void Groups_are_equal_by_value() =>
        Assert.Equal(MulticastGroup.Parse("239.192.7.1:5"), MulticastGroup.Parse("239.192.7.1:5"));
}
