using Election.Node.Talk;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Two nodes that vote at once, in an election with a third that will leave without a vote.</summary>
internal sealed class LeaverAndOthers : IDisposable
{
    private readonly string _group = MulticastGroup.Draw().ToString();
    private readonly ElectionProgram[] _others;

    public LeaverAndOthers(string folder) => _others =
    [
        ElectionProgram.Start(folder, [.. Arguments("n1"), "--headless", "--vote", "Sánchez", "--json"]),
        ElectionProgram.Start(folder, [.. Arguments("n2"), "--headless", "--vote", "Sánchez", "--json"]),
    ];

    /// <summary>The arguments of the third node.</summary>
    public string[] ArgumentsOfLeaver => Arguments("n3");

    /// <summary>
    /// The others hear that the third leaves, and certify without its vote. LeaveTests in Election.Runtime.Tests show that they do so
    /// because of what they hear: no silence closes the vote there.
    /// </summary>
    public async Task EndWithoutWaitingAsync()
    {
        foreach (ElectionProgram other in _others)
        {
            Ended ended = await other.EndAsync();
            Assert.True(ended.Code == ExitCode.Success, ended.Error);
            Assert.Equal([2L, 0L], Assert.Single(ended.Document.Nodes).Counts.Values);
            Assert.Contains("n3 leaves", ended.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        foreach (ElectionProgram other in _others)
            other.Dispose();
    }

    private string[] Arguments(string id) => ["node", "--id", id, "--expect", "3", "--group", _group];
}
