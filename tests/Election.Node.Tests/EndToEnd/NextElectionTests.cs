using System.Globalization;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Runtime.Network;
using Election.Runtime.Storage;

namespace Election.Node.Tests.EndToEnd;

/// <summary>One vote after another, and beside another, with the same folders and in the same group.</summary>
public sealed class NextElectionTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _group = MulticastGroup.Draw().ToString();

    [Fact]
    public async Task A_node_that_was_killed_completes_the_vote_that_the_others_certified_and_takes_part_in_the_next()
    {
        ElectionProgram[] first = [.. Enumerable.Range(1, 2).Select(node => Node(node, 3, "--vote", "A@1s", "--close-after", "60s"))];
        using (var killed = ElectionProgram.StartAwaiting(_temp.Path, "votes     2/3", Arguments(3, 3, "--vote", "A@60s")))
        {
            await killed.Spoke();
            killed.Kill();
            await killed.EndAsync();
        }
        Assert.All(await TogetherAsync(first), node => Assert.True(node.Code == ExitCode.Success, node.Error));
        string code = Assert.Single(CodesOf(1));
        Dictionary<string, byte[]> record = FilesOf(1, code);

        Ended[] second = await TogetherAsync([.. Enumerable.Range(1, 3).Select(node => Node(node, 3, "--vote", "B"))]);

        Assert.All(second, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Assert.All(second, node => Assert.Contains("A 0, B 3", node.Out, StringComparison.Ordinal));
        Assert.Contains($"the earlier election ({code}) was certified by others", second[2].Error, StringComparison.Ordinal);
        Assert.Equal(record, FilesOf(1, code));
        Assert.All(Enumerable.Range(1, 3), node => Assert.Equal(2, CodesOf(node).Count));
        await VerifyAsync([.. Enumerable.Range(1, 3).Select(node => Transcript(node, code))]);
        Assert.True(File.Exists(Within(3, code, "certificate.json")));
    }

    [Fact]
    public async Task Three_votes_with_the_same_folders_leave_three_records()
    {
        foreach (string choice in (string[])["A", "B", "A"])
            Assert.All(await TogetherAsync(Node(1, 2, "--vote", choice), Node(2, 2, "--vote", choice)), node => Assert.Equal(0, node.Code));
        Assert.Equal(3, CodesOf(1).Count);
        Assert.Equal(CodesOf(1), CodesOf(2));
        foreach (string code in CodesOf(1))
            await VerifyAsync(Transcript(1, code), Transcript(2, code));
        Ended listed = await ElectionProgram.RunAsync(_temp.Path, "list", "--json");
        Assert.Equal(6, listed.Out.Split("\"state\":\"certified\"").Length - 1);
        string one = CodesOf(1)[0];
        Ended verified = await ElectionProgram.RunAsync(_temp.Path, "verify", one);
        Assert.True(verified.Code == ExitCode.Success, verified.Error);
        Assert.Contains(Path.Combine(".election", "n2", one), verified.Out, StringComparison.Ordinal);
        Ended unknown = await ElectionProgram.RunAsync(_temp.Path, "receipt", "000000000000");
        Assert.Equal(ExitCode.Usage, unknown.Code);
        Assert.Contains("election list", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_earlier_vote_nobody_holds_takes_no_seat_and_says_how_to_leave_it()
    {
        using (var killed = ElectionProgram.StartAwaiting(_temp.Path, "votes     0/3", Arguments(3, 3, "--vote", "A@60s")))
        using (ElectionProgram one = Node(1, 3, "--vote", "A@60s"), two = Node(2, 3, "--vote", "A@60s"))
        {
            await killed.Spoke();
            foreach (ElectionProgram node in (ElectionProgram[])[killed, one, two])
                node.Kill();
        }
        Ended[] stuck = await TogetherAsync(
            Node(1, 3, "--vote", "A", "--fresh", "--barrier-timeout", "20s"),
            Node(2, 3, "--vote", "A", "--fresh", "--barrier-timeout", "20s"),
            Node(3, 3, "--vote", "A", "--quorum-timeout", "15s"));
        Assert.All(stuck, node => Assert.Equal(ExitCode.Stalled, node.Code));
        Assert.All(stuck[..2], node => Assert.Contains("n3 is bound to an earlier election", node.Out, StringComparison.Ordinal));
        Assert.All(stuck, node => Assert.DoesNotContain("--id", node.Out + node.Error, StringComparison.Ordinal));
        Assert.Contains("--fresh", stuck[2].Error, StringComparison.Ordinal);

        Ended[] again = await TogetherAsync([.. Enumerable.Range(1, 3).Select(node => Node(node, 3, "--vote", "A", "--fresh"))]);
        Assert.All(again, node => Assert.True(node.Code == ExitCode.Success, node.Error));
    }

    [Fact]
    public async Task Two_votes_with_different_titles_are_held_side_by_side_in_one_group()
    {
        Ended[] ended = await TogetherAsync(
            Node(1, 2, "--vote", "A", "--title", "One"), Node(2, 2, "--vote", "A", "--title", "One"),
            Node(1, 2, "--vote", "B", "--title", "Two", "--data", "m1"), Node(2, 2, "--vote", "B", "--title", "Two", "--data", "m2"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Assert.All(ended[..2], node => Assert.Contains("A 2, B 0", node.Out, StringComparison.Ordinal));
        Assert.All(ended[2..], node => Assert.Contains("A 0, B 2", node.Out, StringComparison.Ordinal));
        Assert.All(ended, node => Assert.DoesNotContain("3/2", node.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stray_with_other_choices_refuses_itself_and_the_others_wait_for_the_right_node()
    {
        using ElectionProgram first = Node(1, 3, "--vote", "A"), second = Node(2, 3, "--vote", "A");
        // The lowest id: it would have proposed.
        Ended stray = await ElectionProgram.RunAsync(_temp.Path,
            ["node", "--headless", "--id", "n0", "--expect", "3", "--group", _group, "--choices", "A,C", "--vote", "C"]);
        Assert.Equal(ExitCode.Usage, stray.Code);
        Assert.Contains("choices", stray.Error, StringComparison.Ordinal);
        Ended[] ended = await TogetherAsync(first, second, Node(3, 3, "--vote", "B"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Assert.All(ended, node => Assert.Contains("A 2, B 1", node.Out, StringComparison.Ordinal));
    }

    public void Dispose() => _temp.Dispose();

    private IReadOnlyList<string> CodesOf(int node) => DataFolder.CodesIn(_temp.Within(".election", $"n{node}"));

    private string Within(int node, string code, string file) => _temp.Within(".election", $"n{node}", code, file);

    private string Transcript(int node, string code) => Within(node, code, $"n{node}.transcript.jsonl");

    private Dictionary<string, byte[]> FilesOf(int node, string code) =>
        Directory.GetFiles(_temp.Within(".election", $"n{node}", code)).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);

    private static async Task VerifyAsync(params string[] transcripts)
    {
        Typed verified = await Typed.Async(["verify", .. transcripts]);
        Assert.True(verified.Code == ExitCode.Success, verified.Out);
    }

    private static async Task<Ended[]> TogetherAsync(params ElectionProgram[] nodes)
    {
        try
        {
            return await Task.WhenAll(nodes.Select(node => node.EndAsync()));
        }
        finally
        {
            foreach (ElectionProgram node in nodes)
                node.Dispose();
        }
    }

    private ElectionProgram Node(int node, int expect, params string[] more) =>
        ElectionProgram.Start(_temp.Path, Arguments(node, expect, more));

    private string[] Arguments(int node, int expect, params string[] more) =>
    [
        "node", "--headless", "--id", $"n{node}", "--expect", expect.ToString(CultureInfo.InvariantCulture), "--group", _group,
        "--choices", "A,B", .. more,
    ];
}
