using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>A mistake in the arguments of a primitive is one sentence that names the flag, and exit code 64.</summary>
public sealed class MulticastRefusalTests
{
    private const string Group = "224.3.29.71:10000";

    [Theory]
    [InlineData("--group", "10.0.0.1:10000")]
    [InlineData("--group", "224.3.29.71:0")]
    [InlineData("--group", "224.3.29.71:70000")]
    [InlineData("--group", "224.3.29.71")]
    [InlineData("--interface", "no-such-interface")]
    [InlineData("--interface", "192.0.2.77")]
    [InlineData("--ttl", "256")]
    [InlineData("--ttl", "-1")]
    [InlineData("--buffer", "0")]
    [InlineData("--buffer", "65536")]
    [InlineData("--count", "0")]
    [InlineData("--every", "0s")]
    [InlineData("--wait", "soon")]
    public async Task A_bad_value_of_send_names_its_flag(string flag, string value) =>
        AssertRefused(await Typed.Async(
            ["multicast", "send", "text", .. flag == "--group" ? Array.Empty<string>() : ["-g", Group], flag, value]), flag);

    [Theory]
    [InlineData("receive", "--count", "none")]
    [InlineData("receive", "--timeout", "0s")]
    [InlineData("receive", "--ttl", "1")]
    [InlineData("receive", "--interface", "no-such-interface")]
    [InlineData("chat", "--ttl", "256")]
    [InlineData("chat", "--interface", "no-such-interface")]
    public async Task A_bad_value_of_the_others_names_its_flag(string command, string flag, string value) =>
        AssertRefused(await Typed.Async("multicast", command, "-g", Group, flag, value), flag);

    [Theory]
    [InlineData("receive")]
    [InlineData("chat")]
    [InlineData("send", "text")]
    public async Task A_group_is_asked_for(params string[] arguments) =>
        AssertRefused(await Typed.Async(["multicast", .. arguments]), "--group");

    [Fact]
    public async Task A_text_to_send_is_asked_for() => AssertRefused(await Typed.Async("multicast", "send", "-g", Group), "TEXT");

    [Theory]
    [InlineData("multicast")]
    [InlineData("multicast", "shout")]
    public async Task The_commands_are_listed(params string[] arguments) =>
        AssertRefused(await Typed.Async(arguments), "election multicast", "receive", "send", "chat");

    private static void AssertRefused(Typed typed, params string[] named)
    {
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Empty(typed.Out);
        string sentence = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(named, name => Assert.Contains(name, sentence, StringComparison.Ordinal));
    }
}
