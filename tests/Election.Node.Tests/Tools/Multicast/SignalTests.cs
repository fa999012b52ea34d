using System.Globalization;
using Election.Node.Talk;
using Election.Node.Tests.EndToEnd;
using Election.Runtime.Network;

namespace Election.Node.Tests.Tools.Multicast;

/// <summary>The real process and real signals.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _group = MulticastGroup.Draw().ToString();

    [Theory]
    [InlineData("receive", "-INT", ExitCode.Interrupted)]
    [InlineData("receive", "-TERM", ExitCode.Terminated)]
    [InlineData("chat", "-INT", ExitCode.Interrupted)]
    [InlineData("chat", "-TERM", ExitCode.Terminated)]
    public async Task A_signal_leaves_the_group_and_gives_its_exit_code(string command, string signal, int code)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var program = ElectionProgram.StartAwaiting(_temp.Path, "joined", "multicast", command, "-g", _group);
        await program.Spoke();
        using var kill = System.Diagnostics.Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        Ended ended = await program.EndAsync();
        Assert.Equal(code, ended.Code);
        Assert.Contains($"left {_group}", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Out);
    }

    public void Dispose() => _temp.Dispose();
}
