using System.Globalization;
using Election.Node.Talk;
using Election.Runtime.Storage;
using Election.Node.Tests.Commands;
using Election.Runtime.Network;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Nodes started one by one, as in several terminals.</summary>
public sealed class NodeElectionTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _group = MulticastGroup.Draw().ToString();

    [Fact]
    public async Task Four_nodes_find_one_another_and_certify()
    {
        Ended[] ended = await TogetherAsync(
            Node("n1", 4, "--vote", "Sánchez", "--json"),
            Node("n2", 4, "--vote", "Pérez", "--json"),
            Node("n3", 4, "--vote", "Sánchez@200ms", "--json"),
            Node("n4", 4, "--abstain", "--json"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Assert.All(ended, node => Assert.Equal("certified", node.Document.Verdict));
        Assert.All(ended, node => Assert.Equal([2L, 1L], Assert.Single(node.Document.Nodes).Counts.Values));
        Assert.All(ended, node => Assert.Equal(4, Assert.Single(node.Document.Nodes).Delivered));
        Assert.Single(ended.Select(node => node.Document.Nodes[0].Head).Distinct());
        Assert.All(ended, (node, i) =>
            Assert.True(File.Exists(_temp.Within(".election", $"n{i + 1}", node.Document.Nodes[0].Transcript!))));
        Assert.All(ended, (node, i) => Assert.True(File.Exists(_temp.Within(".election", $"n{i + 1}", node.Document.Certificate!))));
        await TraceOf.HoldsAsync([.. Enumerable.Range(1, 4).Select(Trace)]);
    }

    [Fact]
    public async Task An_observer_hears_everything_and_counts_for_nothing()
    {
        Ended[] ended = await TogetherAsync(
            Node("n1", 2, "--vote", "Sánchez", "--json"),
            Node("n2", 2, "--vote", "Sánchez", "--json"),
            Node("o1", 2, "--role", "observer", "--json"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Assert.Equal([2L, 0L], Assert.Single(ended[2].Document.Nodes).Counts.Values);
        Assert.Equal(2, ended[2].Document.Signatures);
        await TraceOf.HoldsAsync(Trace(1), Trace(2), Record("o1", "o1.trace.jsonl"));
    }

    [Fact]
    public async Task A_node_that_was_killed_goes_on_with_its_trace_when_it_is_started_again()
    {
        // n2 has voted. n1 votes late enough for any machine: without that, the others would close without n3.
        string[] third = Arguments("n3", 3, "--vote", "Pérez@2s");
        using ElectionProgram first = Node("n1", 3, "--vote", "Sánchez@20s", "--close-after", "60s"),
            second = Node("n2", 3, "--auto", "--close-after", "60s");
        using (var killed = ElectionProgram.StartAwaiting(_temp.Path, "votes     1/3", third))
        {
            await killed.Spoke();
            killed.Kill();
            await killed.EndAsync();
        }
        await File.AppendAllTextAsync(Trace(3), "{\"t\":\"ev\",\"host\":\"n3\",\"n\":99");
        Ended[] ended = await TogetherAsync(first, second, ElectionProgram.Start(_temp.Path, third));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        await TraceOf.HoldsAsync([.. Enumerable.Range(1, 3).Select(Trace)]);
        string[] lines = await File.ReadAllLinesAsync(Trace(3));
        int crash = Array.FindIndex(lines, line => line.Contains("\"ev\":\"crash\"", StringComparison.Ordinal));
        Assert.Contains("\"ev\":\"restart\"", lines[crash + 1], StringComparison.Ordinal);
        // None if the machine is so slow that it votes after the close, but never a second one.
        Assert.InRange(lines.Count(line => line.Contains("\"ev\":\"send\"", StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    public async Task A_trace_that_cannot_be_written_is_refused_with_its_flag()
    {
        Ended refused = await ElectionProgram.RunAsync(_temp.Path,
            Arguments("n1", 3, "--auto", "--trace", Path.Combine("missing", "t.jsonl")));
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("--trace: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_alone_gives_up_and_says_how_many_are_missing()
    {
        Ended alone = await Node("n1", 3, "--auto", "--barrier-timeout", "500ms").EndAsync();
        Assert.Equal(ExitCode.Stalled, alone.Code);
        Assert.Contains("stalled · 2 of 3 nodes are missing", alone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_with_different_choices_are_refused_by_name_and_field()
    {
        using ElectionProgram first = Node("n1", 2, "--auto", "--choices", "Ana,Eva", "--barrier-timeout", "300s"),
            second = Node("n2", 2, "--auto", "--choices", "Ana,Pia", "--barrier-timeout", "300s");
        Ended refused = await await Task.WhenAny(first.EndAsync(), second.EndAsync());
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("n1", refused.Error, StringComparison.Ordinal);
        Assert.Contains("choices", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_with_one_id_and_two_keys_are_told_apart()
    {
        using var first = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/2",
            Arguments("n1", 2, "--auto", "--data", "one", "--barrier-timeout", "300s"));
        await first.Spoke();
        Ended second = await ElectionProgram.RunAsync(_temp.Path,
            Arguments("n1", 2, "--auto", "--data", "two", "--barrier-timeout", "300s"));
        Assert.Equal(ExitCode.Usage, second.Code);
        Assert.Contains("n1", second.Error, StringComparison.Ordinal);
        // The earlier node goes on undisturbed.
        Ended[] ended = await TogetherAsync(first, Node("n2", 2, "--auto"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused()
    {
        using var first = ElectionProgram.StartAwaiting(_temp.Path, "barrier   1/3",
            Arguments("n1", 3, "--auto", "--barrier-timeout", "300s"));
        await first.Spoke();
        Ended second = await ElectionProgram.RunAsync(_temp.Path, Arguments("n1", 3, "--auto"));
        Assert.Equal(ExitCode.Usage, second.Code);
        Assert.Contains("in use", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_refused_with_its_mode()
    {
        Ended made = await ElectionProgram.RunAsync(_temp.Path, "keygen", "--out", "key.pem");
        Assert.Equal(ExitCode.Success, made.Code);
        Assert.Matches("^fingerprint [0-9a-f]{64}\n", made.Out);
        Ended again = await ElectionProgram.RunAsync(_temp.Path, "keygen", "--out", "key.pem");
        Assert.Equal(ExitCode.Usage, again.Code);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_temp.Within("key.pem")));
        Directory.CreateDirectory(_temp.Within("data"));
        File.Move(_temp.Within("key.pem"), _temp.Within("data", "key.pem"));
        File.SetUnixFileMode(_temp.Within("data", "key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Ended refused = await ElectionProgram.RunAsync(_temp.Path, Arguments("n1", 3, "--auto", "--data", "data"));
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("0640", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roll_says_who_may_vote_with_which_weight_and_is_asked_for_when_verifying()
    {
        string first = await PublicKeyOfAsync("n1"), second = await PublicKeyOfAsync("n2");
        string roll = _temp.Write("roll.json", Roll(first, 3, second, 1));
        Ended[] ended = await TogetherAsync(
            Node("n1", 3, "--vote", "Pérez", "--roll", roll, "--json"),
            Node("n2", 3, "--vote", "Sánchez", "--roll", roll, "--json"),
            Node("n3", 3, "--abstain", "--roll", roll, "--json"));
        Assert.All(ended, node => Assert.True(node.Code == ExitCode.Success, node.Error));
        Ended stranger = Assert.Single(await TogetherAsync(Node("n4", 1, "--vote", "Sánchez", "--roll", roll)));
        Assert.Equal(ExitCode.Usage, stranger.Code);
        Assert.Contains("--roll: the key of n4", stranger.Error, StringComparison.Ordinal);
        Assert.All(ended, node => Assert.Equal([1L, 3L], node.Document.Nodes[0].Counts.Values));
        string transcript = Record("n3", "n3.transcript.jsonl");
        Assert.Equal(ExitCode.Inconclusive, (await Typed.Async("verify", transcript)).Code);
        Assert.Equal(ExitCode.Success, (await Typed.Async("verify", transcript, "--roll", roll)).Code);
        Typed otherWeight = await Typed.Async("verify", transcript, "--roll", _temp.Write("other.json", Roll(first, 2, second, 1)));
        Assert.Equal(ExitCode.Violated, otherWeight.Code);
        Assert.Contains("weight", otherWeight.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private string Trace(int node) => Record($"n{node}", $"n{node}.trace.jsonl");

    // In the folder of the one election that the node has seen.
    private string Record(string node, string file)
    {
        string data = _temp.Within(".election", node);
        return Path.Combine(data, Assert.Single(DataFolder.CodesIn(data)), file);
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

    private async Task<string> PublicKeyOfAsync(string id)
    {
        Directory.CreateDirectory(_temp.Within(".election", id));
        Typed made = await Typed.Async("keygen", "--out", _temp.Within(".election", id, "key.pem"));
        return made.Out.Split('\n').Single(line => line.StartsWith("public", StringComparison.Ordinal)).Split(' ')[^1].Trim();
    }

    private static string Roll(string first, int firstWeight, string second, int secondWeight) =>
        string.Create(CultureInfo.InvariantCulture,
        $$"""
        {"schema":"election-roll/1","voters":[
          {"name":"Ana","key":"{{first}}","weight":{{firstWeight}}},
          {"name":"Eva","key":"{{second}}","weight":{{secondWeight}}}]}
        """);

    private ElectionProgram Node(string id, int expect, params string[] more) =>
        ElectionProgram.Start(_temp.Path, Arguments(id, expect, more));

    private string[] Arguments(string id, int expect, params string[] more) =>
        ["node", "--headless", "--id", id, "--expect", expect.ToString(CultureInfo.InvariantCulture), "--group", _group, .. more];
}
