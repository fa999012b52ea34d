using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Runs.Simulated;

public sealed class SimCommandTests
{
    [Theory]
    [InlineData("--seeds: say which elections, for example --seeds 1..1000, or --seed 1 for one", "sim")]
    [InlineData("--seeds: --seed is given too", "sim", "--seeds", "1..2", "--seed", "1")]
    [InlineData("--seeds: '5..1' is not a range of seeds", "sim", "--seeds", "5..1")]
    [InlineData("--seeds: '1..99999999' is not a range of seeds", "sim", "--seeds", "1..99999999")]
    [InlineData("--out: many elections leave no run folder", "sim", "--seeds", "1..2", "--out", "x")]
    [InlineData("--check: a sweep does not report what each node sees", "sim", "--seeds", "1..2", "--order", "reliable",
        "--check", "fifo")]
    [InlineData("--votes: they add up to 3, but --nodes says 4", "sim", "--seed", "1", "--nodes", "4", "--votes", "a:2,b:1")]
    [InlineData("--vote: there is no node 'n9'; the nodes are n1 to n5", "sim", "--seed", "1", "--vote", "n9:Pérez")]
    [InlineData("--rule: 'last' is not a rule: choose plurality,", "sim", "--seed", "1", "--rule", "last")]
    [InlineData("--rule: first-to-6 can never be reached", "sim", "--seed", "1", "--rule", "first-to-6")]
    [InlineData("--order: 'lifo' is not an order: choose unreliable, reliable, fifo, causal or atomic", "sim", "--seed", "1",
        "--order", "lifo")]
    [InlineData("--check: 'lifo' is not a check: choose integrity, reliable, fifo, causal or total, separated by commas",
        "sim", "--seed", "1", "--check", "lifo")]
    [InlineData("--check: in atomic order the causal check needs messages that carry their causes", "sim", "--seed", "1", "--check",
        "fifo,causal")]
    [InlineData("--check: in fifo order the total check needs statements with an index", "sim", "--seed", "1", "--order", "fifo",
        "--check", "total")]
    [InlineData("--messages: the atomic order carries statements only: choose unreliable, reliable, fifo or causal with --order", "sim",
        "--seed", "1", "--messages", "3")]
    [InlineData("--fault: causal order has no leader: name a node, for example n1, instead of leader", "sim", "--seed", "1", "--order",
        "causal", "--fault", "leader:crash@1s")]
    [InlineData("--fault: there is no node 'n9'; the nodes are n1 to n5", "sim", "--seed", "1", "--fault", "n9:crash@1s")]
    [InlineData("--fault: 'n1:restart@+1s' needs a crash of n1 before it", "sim", "--seed", "1", "--fault", "n1:restart@+1s")]
    [InlineData("--fault: '@order=3:drop': the simulator does not support this fault", "sim", "--seed", "1", "--fault", "@order=3:drop")]
    public async Task A_mistake_is_one_sentence_and_exit_64(string sentence, params string[] arguments)
    {
        Typed typed = await Typed.Async(arguments);
        Assert.Equal(64, typed.Code);
        Assert.StartsWith("election: " + sentence, typed.Error, StringComparison.Ordinal);
        Assert.Single(typed.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_weaker_order_that_diverges_exits_1_and_says_who_counted_what_and_whose_vote_is_missing()
    {
        using var temp = new TempFolder();
        Typed typed = await Typed.Async("sim", "--seed", "4", "--nodes", "3", "--votes", "Ana:2,Eva:1", "--order", "unreliable",
            "--fault", "loss=30%", "--out", temp.Within("run"));

        Assert.Equal(1, typed.Code);
        Assert.Contains("diverged · n1: n1 counted Ana 2, Eva 1; n2 Ana 2, Eva 0", typed.Out, StringComparison.Ordinal);
        Assert.Contains("difference   n1 counted Ana 2, Eva 1; n2 Ana 2, Eva 0: n2 lacks n1's vote\n", typed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_barrier_a_node_misses_what_is_said_before_it_listens_and_with_it_nothing()
    {
        using var temp = new TempFolder();
        string[] line = ["sim", "--seed", "1", "--nodes", "3", "--order", "unreliable", "--fault", "n3:start-delay=3s", "--json", "--out",
            temp.Within("run")];
        Typed without = await Typed.Async([.. line, "--no-barrier"]), with = await Typed.Async(line);
        Assert.Equal((1, 0), (without.Code, with.Code));
        Assert.Equal(1, Delivered(without, 2));
        Assert.Equal(3, Delivered(with, 2));

        static int Delivered(Typed typed, int node) =>
            JsonDocument.Parse(typed.Out).RootElement.GetProperty("nodes")[node].GetProperty("delivered").GetInt32();
    }

    [Fact]
    public async Task Many_elections_in_a_weaker_order_are_counted_by_how_many_diverged()
    {
        string[] line = ["sim", "--nodes", "5", "--seeds", "1..40", "--fault", "loss=5%"];
        Typed weak = await Typed.Async([.. line, "--order", "unreliable", "--json"]), atomic = await Typed.Async([.. line, "--json"]);
        int diverged = Number(JsonDocument.Parse(weak.Out.TrimEnd('\n').Split('\n')[^1]).RootElement, "diverged");
        // (1-p)^(n(n-1)), 36 %, have equal tallies; the rest diverge.
        Assert.InRange(diverged, 17, 35);
        Assert.Equal(0, Number(JsonDocument.Parse(atomic.Out.TrimEnd('\n').Split('\n')[^1]).RootElement, "diverged"));
        Typed plain = await Typed.Async([.. line, "--order", "unreliable"]);
        Assert.StartsWith($"40 elections of 5 nodes, seeds 1..40: 0 violations, 0 stalled, {diverged} diverged\n", plain.Out,
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, plain.Code);
    }

    [Fact]
    public async Task One_election_leaves_the_run_folder_that_a_local_run_leaves_and_its_transcripts_verify()
    {
        using var temp = new TempFolder();
        string run = temp.Within("run");
        Typed typed = await Typed.Async("sim", "--seed", "7", "--votes", "Ana:3,Eva:2", "--fault", "leader:crash@order=3", "--out",
            run, "--json");
        Assert.Equal(0, typed.Code);
        JsonElement document = JsonDocument.Parse(typed.Out).RootElement;
        Assert.Equal("election-run/1", document.GetProperty("schema").GetString());
        Assert.Equal(typed.Out.Trim(), (await File.ReadAllTextAsync(Path.Combine(run, "run.json"))).Trim());
        Assert.Equal(["crashed", "certified", "certified", "certified", "certified"],
            document.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("state").GetString()));
        string[] closed = [.. Enumerable.Range(2, 4).Select(i => Path.Combine(run, $"n{i}.transcript.jsonl"))];
        Assert.Contains("n1: dies", typed.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "certificate.json")));
        Assert.All(closed, path => Assert.EndsWith("\n", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.Single(closed.Select(path => JsonDocument.Parse(File.ReadLines(path).Last()).RootElement.GetProperty("certificate")
            .GetString()).Distinct());
    }

    [Fact]
    public async Task A_race_and_its_decision_stand_in_the_document_and_plurality_adds_nothing_to_it()
    {
        using var temp = new TempFolder();
        string[] line = ["sim", "--seed", "7", "--votes", "Ana:3,Eva:2", "--json", "--out", temp.Within("run")];
        Typed race = await Typed.Async([.. line, "--rule", "first-to-2", "--vote", "n1:Eva", "--vote", "n2:Eva", "--vote", "n3:Ana@1s",
            "--vote", "n4:Ana@1s", "--vote", "n5:Ana@1s"]);
        Assert.Equal(0, race.Code);
        Assert.All(JsonDocument.Parse(race.Out).RootElement.GetProperty("nodes").EnumerateArray(),
            node => Assert.Equal("elected:Eva", node.GetProperty("decision").GetString()));
        Assert.Contains("certified · Ana 3, Eva 2 · elected Eva", race.Error, StringComparison.Ordinal);
        Typed plurality = await Typed.Async(line);
        Assert.DoesNotContain("decision", plurality.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_with_a_rule_a_script_a_chair_and_terminals_is_replayed_byte_by_byte()
    {
        using var temp = new TempFolder();
        Typed first = await Typed.Async("sim", "--seed", "3", "--nodes", "3", "--rule", "last-vote-wins", "--vote", "n1:Pérez@100ms",
            "--vote", "n2:Sánchez@300ms",
            "--vote", "n2:Pérez@600ms", "--chair", "n3", "--close-after", "2s", "--terminals", "n1,n2", "--out", temp.Within("a"));
        Assert.Equal(0, first.Code);
        string replay = first.Out.Split('\n').Single(text => text.StartsWith("replay", StringComparison.Ordinal))[6..].Trim();
        Assert.Equal("election sim --nodes 3 --seed 3 --rule last-vote-wins --vote \"n1:Pérez@100ms\" --vote \"n2:Sánchez@300ms\" --vote "
            + "\"n2:Pérez@600ms\" --chair n3 --close-after 2s --terminals n1,n2", replay);
        string[] words = [.. replay.Replace("\"", "", StringComparison.Ordinal).Split(' ').Skip(1)];
        Typed second = await Typed.Async([.. words, "--out", temp.Within("b")]);
        Assert.Equal(first.Error, second.Error);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(temp.Within("a"), "n2.transcript.jsonl")),
            await File.ReadAllBytesAsync(Path.Combine(temp.Within("b"), "n2.transcript.jsonl")));
    }

    [Fact]
    public async Task Two_runs_of_one_line_are_byte_identical()
    {
        string[] line =
        [
            "sim", "--nodes", "5", "--seed", "43", "--vote-within", "900ms", "--change-votes", "--fault", "loss=25%", "--fault",
            "reorder=20%",
            "--fault", "n2:crash@order=3", "--fault", "n2:restart@+700ms", "--fault", "1s..2s:partition=n1,n2/n3,n4,n5", "--fault",
            "leader:pause@600ms+2s",
        ];
        using var temp = new TempFolder();
        Typed[] typed = [await Typed.Async([.. line, "--out", temp.Within("a")]), await Typed.Async([.. line, "--out", temp.Within("b")])];
        Assert.Equal(0, typed[0].Code);
        Assert.Equal(typed[0].Error, typed[1].Error);
        string[] files = [.. Directory.GetFiles(temp.Within("a")).Select(path => Path.GetFileName(path)!).Order()];
        Assert.Equal(13, files.Length);
        Assert.All(files, name => Assert.Equal(File.ReadAllBytes(Path.Combine(temp.Within("a"), name)),
            File.ReadAllBytes(Path.Combine(temp.Within("b"), name))));
    }

    [Fact]
    public async Task A_sweep_ends_in_one_document_that_is_the_same_each_time()
    {
        string[] line = ["sim", "--nodes", "4", "--seeds", "1..40", "--json"];
        Typed[] typed = [await Typed.Async(line), await Typed.Async(line)];
        Assert.Equal(0, typed[0].Code);
        Assert.Equal(typed[0].Out, typed[1].Out);
        JsonElement document = JsonDocument.Parse(typed[0].Out).RootElement;
        Assert.Equal("election-sim/1", document.GetProperty("schema").GetString());
        Assert.Equal((40, 0, 0), (Number(document, "runs"), Number(document, "violations"), Number(document, "stalled")));
        Assert.Equal(["view-change", "truncation", "catch-up", "torn-tail", "duplicate", "learner"],
            document.GetProperty("coverage").EnumerateObject().Select(mark => mark.Name));
        Assert.InRange(document.GetProperty("latencyMs").GetProperty("p50").GetDouble(), 1, 1000);
        Assert.InRange(document.GetProperty("datagramsPerVote").GetDouble(), 4, 1000);
        Assert.InRange(document.GetProperty("bytesPerVote").GetDouble(), 400, 100_000);
        Assert.Empty(document.GetProperty("broken").EnumerateArray());
        Assert.Contains("elections a second on", typed[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elections_that_cannot_go_on_are_counted_as_stalled_with_their_replay_line_and_exit_3()
    {
        Typed typed = await Typed.Async("sim", "--nodes", "3", "--seeds", "1..2", "--fault", "n3<>*:drop");
        Assert.Equal(3, typed.Code);
        Assert.StartsWith("2 elections of 3 nodes, seeds 1..2: 0 violations, 2 stalled\n", typed.Out, StringComparison.Ordinal);
        Assert.Contains("seed 1: progress: n1 ended Stalled: 1 of 3", typed.Out, StringComparison.Ordinal);
        Assert.Contains("  replay    election sim --nodes 3 --seed 1 --fault \"n3<>*:drop\"\n", typed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawn_election_of_a_sweep_is_run_again_by_its_replay_line()
    {
        // The faults drawn for a seed and those of its replay line give the same run: the same traffic to the byte.
        var drawn = Election.Simulation.Sweeps.ScenarioDraw.Draw(new() { Nodes = 5, Seed = 0 }, 9);
        string line = drawn.ReplayLine;
        string[] words = [.. System.Text.RegularExpressions.Regex.Matches(line, "\"([^\"]*)\"|\\S+")
            .Select(word => word.Value.Trim('"')).Skip(1)];
        using var temp = new TempFolder();
        Typed typed = await Typed.Async([.. words, "--out", temp.Within("run")]);
        var run = Election.Simulation.Elections.ElectionSimulation.Run(drawn);
        Assert.Equal(0, typed.Code);
        foreach (var node in run.Nodes)
            Assert.Equal(node.Transcript.ToArray(),
                await File.ReadAllBytesAsync(Path.Combine(temp.Within("run"), $"{node.Id}.transcript.jsonl")));
        Assert.StartsWith("simulated: " + line, typed.Error, StringComparison.Ordinal);
    }

    private static int Number(JsonElement document, string name) => document.GetProperty(name).GetInt32();
}
