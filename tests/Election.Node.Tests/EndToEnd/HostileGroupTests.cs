using Election.Node.Runs.Local;
using Election.Node.Talk;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

public sealed class HostileGroupTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task Rubbish_truncated_and_flipped_datagrams_change_nothing()
    {
        var group = MulticastGroup.Draw();
        await using var noise = new Noise(group);
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "local", "--votes", "Ana:3,Eva:2", "--group", group.ToString(), "--json");
        Assert.True(noise.Sent > 100, $"only {noise.Sent} datagrams disturbed the group");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.All(run.Document.Nodes, node => Assert.Equal([3L, 2L], node.Counts.Values));
        Assert.Single(run.Document.Nodes.Select(node => node.Head).Distinct());
        Assert.Equal(["Ana", "Eva"], run.Document.Choices.ToArray());
        Assert.Equal(RunFolder.CertificateName, run.Document.Certificate);
    }

    public void Dispose() => _temp.Dispose();
}
