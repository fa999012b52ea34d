using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;
using Election.Voting.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Hosting;

/// <summary>
/// One of three nodes dies at any one write of its journal, and comes back at once with another vote in mind. Whatever of its first vote it
/// may have said, it never says another under the same number.
/// </summary>
public sealed class DeathAtEveryWriteTests : IDisposable
{
    private const int Nodes = 3;

    // START is journalled second; every write from then on is on the way of a vote. An election usually has fewer writes than one batch
    // tries; on a slow machine a view change or two add some.
    private const int FirstWrite = 3;
    private const int WritesInBatch = 10;
    private const int MostBatches = 10;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(JournalDeath.BeforeTheWrite)]
    [InlineData(JournalDeath.InTheWrite)]
    [InlineData(JournalDeath.WhileTheDiskIsBusy)]
    [InlineData(JournalDeath.AfterTheWrite)]
    [InlineData(JournalDeath.AndTheDiskWithIt)]
    public async Task Whichever_write_a_node_dies_at_it_never_says_two_votes_under_one_number(JournalDeath death)
    {
        Assert.Equal(JournalRecordKind.OwnStatement, await DieAsync(DyingJournal.TheVote, death));
        var died = new List<JournalRecordKind?>();
        for (int batch = 0; batch < MostBatches && !died.Contains(null); batch++)
        {
            IEnumerable<int> writes = Enumerable.Range(FirstWrite + died.Count, WritesInBatch);
            died.AddRange(await Task.WhenAll(writes.Select(write => Task.Run(() => DieAsync(write, death)))));
        }
        Assert.Contains(JournalRecordKind.Entry, died);
        // The last write was never reached: no write of an election was left out.
        Assert.Null(died[^1]);
    }

    private async Task<JournalRecordKind?> DieAsync(int write, JournalDeath death)
    {
        string parent = _folder[$"{death}-{write}"];
        MulticastOptions network = Loopback.DrawOptions();
        using var tap = new StatementTap(network);
        using NodeSession first = Open(parent, network, 0, choice: 0);
        using NodeSession second = Open(parent, network, 1, choice: 0);
        first.Start();
        second.Start();
        (JournalRecordKind? diedAt, PublicKey key) = await LiveUntilDeathAsync(parent, network, write, death);
        using (NodeSession? again = diedAt is null ? null : Open(parent, network, 2, choice: 1))
        {
            again?.Start();
            Assert.Equal(LoopEnd.Finished, (await first.Loop.Completion.WaitAsync(Patience.Limit)).End);
            Assert.Equal(LoopEnd.Finished, (await second.Loop.Completion.WaitAsync(Patience.Limit)).End);
        }
        // A node that lives has sent its vote, and the tap has heard it.
        Assert.True(diedAt is not null || tap.Different(key, 1) == 1, "the tap did not hear a vote that was cast");
        Assert.True(tap.Different(key, 1) <= 1, $"dying {death} {write} ({diedAt}), the node said two votes under one number");
        // A node that cannot know what it promised only learns.
        int mostVotes = death == JournalDeath.AndTheDiskWithIt && diedAt is not null ? 0 : 1;
        int votes = VotesInJournal(Path.Combine(parent, "n3"));
        Assert.True(votes <= mostVotes, $"dying {death} {write} ({diedAt}), the node signed {votes} votes");
        return diedAt;
    }

    private static async Task<(JournalRecordKind? DiedAt, PublicKey Key)> LiveUntilDeathAsync(
        string parent, MulticastOptions network, int write, JournalDeath death)
    {
        using DataFolder folder = DataFolder.Open(Path.Combine(parent, "n3"));
        using NodeKey key = KeyStore.LoadOrCreate(folder.KeyPath);
        folder.PrepareJournal(fresh: false);
        using var journal = new DyingJournal(folder.JournalPath, write, death);
        using MulticastChannel channel = Loopback.Open(network);
        Incarnation life = folder.NextIncarnation(DateTimeOffset.UtcNow);
        var birth = new NodeBirth(
            MemberId.Parse("n3"), life, journal.Id, key.PublicKey, network.Group.Tag, channel.MaxDatagramBytes, false, null, TimeSpan.Zero)
            {
                FolderPath = folder.ElectionPath,
            };
        var ports = new NodePorts { Channel = channel, Journal = journal, Signer = key };
        var loop = new NodeLoop(new NodeCore(CoreOptions(birth, 2, choice: 0)), ports, [], NullLogger.Instance);
        loop.Start();
        LoopOutcome end = await loop.Completion.WaitAsync(Patience.Limit);
        Assert.True(end.Failure is null or DeathException, $"{end.Failure}");
        return (journal.DiedAt, key.PublicKey);
    }

    private static NodeSession Open(string parent, MulticastOptions network, int node, int choice) => ElectionNodes.Open(
        ElectionNodes.RuntimeOptionsOf(node, network, parent), birth => new NodeCore(CoreOptions(birth, node, choice)));

    private static NodeCoreOptions CoreOptions(NodeBirth birth, int node, int choice) => ElectionNodes.OptionsOf(birth, node, Nodes) with
    {
        Votes = [new PlannedVote(choice, TimeSpan.Zero)],
        Linger = TimeSpan.FromSeconds(1),
    };

    // A node that died before START has its journal in the folder for that.
    private static string JournalIn(string folder) => DataFolder.JournalPathIn(Path.Combine(folder,
        DataFolder.CodesIn(folder) is [var code] && File.Exists(DataFolder.JournalPathIn(Path.Combine(folder, code))) ? code : "joining"));

    private static int VotesInJournal(string folder) => JournalReader.ReadFile(JournalIn(folder)).Records
        .Where(record => record.Kind == JournalRecordKind.OwnStatement)
        .Select(record => SignedStatement.TryDecode(record.Bytes.Span, out SignedStatement? signed) ? signed!.Statement : null)
        .Where(statement => statement is { Kind: StatementKind.Vote, Sequence: 1 })
        .Distinct().Count();
}
