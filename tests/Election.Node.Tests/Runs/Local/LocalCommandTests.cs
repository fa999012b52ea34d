using System.CommandLine;
using Election.Node.Commands;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Runtime;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs.Local;

public sealed class LocalCommandTests
{
    [Fact]
    public void Five_nodes_vote_for_two_candidates_by_default()
    {
        LocalSettings settings = Read();
        Assert.Equal(5, settings.Votes.Length);
        Assert.Equal(["Sánchez", "Pérez"], settings.Election.Choices.ToArray());
        Assert.Equal(Path.Combine("runs", "latest"), settings.Out);
        Assert.True(settings.Election.Via.IsLoopback);
        Assert.StartsWith("239.192.", settings.Group.ToString(), StringComparison.Ordinal);
        Assert.Equal(["n1", "n2", "n3", "n4", "n5"], settings.Ids.Select(id => id.Text));
    }

    [Fact]
    public void Votes_define_the_choices_and_the_number_of_nodes()
    {
        LocalSettings settings = Read("--votes", "Ana:2,Eva:1");
        Assert.Equal(3, settings.Votes.Length);
        Assert.Equal(["Ana", "Eva"], settings.Election.Choices.ToArray());
    }

    [Fact]
    public void Two_runs_draw_two_groups() => Assert.True(Enumerable.Range(0, 5).Select(_ => Read().Group).Distinct().Count() > 1);

    [Fact]
    public void The_replay_repeats_what_was_typed_with_the_seed_that_was_drawn()
    {
        LocalSettings settings = Read("--votes", "Ana:2,O'Hara & co:1", "--json", "--fault", "loss=30%", "--fault", "n1>n2:drop");
        Assert.EndsWith($" --json --fault loss=30% --fault {Quoted("n1>n2:drop")} --seed {settings.Election.Seed}", settings.Replay,
            StringComparison.Ordinal);
        Assert.Contains("--votes " + Quoted("Ana:2,O'Hara & co:1"), settings.Replay, StringComparison.Ordinal);
    }

    [Fact]
    public void The_replay_has_the_seed_that_was_given_once()
    {
        string replay = Read("--seed", "7").Replay;
        Assert.EndsWith(" --seed 7", replay, StringComparison.Ordinal);
        Assert.Equal(replay.IndexOf("--seed", StringComparison.Ordinal), replay.LastIndexOf("--seed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_child_is_told_everything_in_words_that_read_back()
    {
        LocalSettings settings = Read("--votes", "-a:1,b c:1", "--title", "-t", "--fault", "n1:start-delay=1.5s", "--close-after", "2s",
            "--quorum", "2", "--journal", "memory", "--seed", "3", "--spread", "1.5s");
        DateTimeOffset began = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        using var temp = new TempFolder();
        using var folder = RunFolder.Claim(temp.Within("run"));
        var options = new NodeOptions();
        var command = new Command("node");
        options.AddTo(command);
        command.Add(CommandLine.LanguageOption());
        ParseResult parse = command.Parse([.. NodeArguments.Of(settings, folder, 1, began, settings.Election.Faults).Skip(1)],
            OptionWords.Syntax);
        Assert.Empty(parse.Errors);
        NodeSettings node = options.Read(parse);
        Assert.Equal("n2", node.Id.Text);
        Assert.Equal(began, node.RunBegan);
        Assert.True(node is { Expect: 2, IsPartOfRun: true, IsHeadless: true });
        Assert.Equal(new PlannedVote(settings.Votes[1], TimeSpan.FromSeconds(1.5)), node.Votes[0]);
        Assert.Equal(settings.Group, node.Election.Group);
        Assert.Equal(folder.Within("n2"), node.DataFolder);
        Assert.Equal(folder.Within("n2.transcript.jsonl"), node.Transcript);
        Assert.Equal(settings.Election.Choices.ToArray(), node.Election.Choices.ToArray());
        Assert.Equal(settings.Election.Faults.ToArray(), node.Election.Faults.ToArray());
        ElectionSettings told = settings.Election with { Group = settings.Group, IsJson = true, Choices = [], Faults = [] };
        Assert.Equal(told, node.Election with { Choices = [], Faults = [] });
    }

    [Fact]
    public void A_child_is_told_its_votes_its_chair_and_whose_voter_it_is_for()
    {
        LocalSettings settings = Read("--nodes", "3", "--choices", "Ana,Eva", "--rule", "last-vote-wins", "--vote", "n2:Eva@1.5s",
            "--vote", "n2:Ana",
            "--chair", "n3", "--terminals", "n1,n2");
        using var temp = new TempFolder();
        using var folder = RunFolder.Claim(temp.Within("run"));
        SharedVoter.Prepare(settings, folder);

        NodeSettings[] nodes = [.. Enumerable.Range(0, 3).Select(node => Child(settings, folder, node))];

        Assert.Equal([new(0, TimeSpan.Zero), new PlannedVote(1, TimeSpan.FromSeconds(1.5))], nodes[1].Votes.ToArray());
        Assert.All(nodes, node => Assert.Equal("n3", node.Chair!.Value.Text));
        Assert.Equal([NodeRole.Voter, NodeRole.Voter, NodeRole.Chair], nodes.Select(node => node.Role));
        // The chair closes two seconds after the last planned vote.
        Assert.Equal([null, null, TimeSpan.FromSeconds(3.5)], nodes.Select(node => node.Election.CloseAfter));
        Assert.Equal([null, folder.Within(Path.Combine("n1", "key.pem")), null], nodes.Select(node => node.VoterKey));
        Assert.All(nodes, node => Assert.Equal(["n1", "n3"], node.Roll.Select(voter => voter.Name)));
    }

    [Theory]
    [InlineData("--vote: there is no node 'n9'; the nodes are n1 to n5", "--vote", "n9:Pérez")]
    [InlineData("--vote: n2: 'Ana' is not among the choices Sánchez, Pérez", "--vote", "n2:Ana")]
    [InlineData("--vote: n2: a vote is final under the rule plurality: give it once, not 2 times, or count the last with --rule "
        + "last-vote-wins", "--vote", "n2:Pérez", "--vote", "n2:Sánchez@1s")]
    [InlineData("--chair: there is no node 'n6'; the nodes are n1 to n5", "--chair", "n6")]
    [InlineData("--terminals: there is no node 'n6'; the nodes are n1 to n5", "--terminals", "n1,n6")]
    [InlineData("--rule: first-to-5 can never be reached: all votes together weigh 4", "--rule", "first-to-5", "--terminals", "n1,n2")]
    public void Names_that_the_run_does_not_have_are_refused(string sentence, params string[] arguments) =>
        Assert.Equal(sentence, Assert.Throws<StartRefusedException>(() => Read(arguments)).Message);

    [Theory]
    [InlineData("--vote: 'Pérez' names no node: write for example n2:Pérez@1.5s", "--vote", "Pérez")]
    [InlineData("--terminals: name at least two nodes, for example n1,n2", "--terminals", "n1")]
    [InlineData("--terminals: 'n1,n1' names a node twice", "--terminals", "n1,n1")]
    public void An_unreadable_value_is_refused_in_one_sentence(string sentence, params string[] arguments)
    {
        var command = new Command("local");
        new LocalOptions().AddTo(command);
        Assert.Equal(sentence, Assert.Single(command.Parse(arguments, OptionWords.Syntax).Errors).Message);
    }

    [Fact]
    public void Final_votes_set_no_closing_time_and_a_given_one_stands()
    {
        Assert.Null(Read("--rule", "first-to-3").Election.CloseAfter);
        Assert.Equal(TimeSpan.FromSeconds(2), Read("--rule", "last-vote-wins").Election.CloseAfter);
        Assert.Equal(TimeSpan.FromSeconds(9), Read("--rule", "last-vote-wins", "--close-after", "9s").Election.CloseAfter);
        Assert.Null(Read("--rule", "last-vote-wins", "--tui").Election.CloseAfter);
    }

    [Fact]
    public void Votes_are_spread_evenly_from_the_first_node_at_once_to_the_last_at_the_end()
    {
        LocalSettings settings = Read("--nodes", "4", "--spread", "3s");
        Assert.Equal([0.0, 1, 2, 3], Enumerable.Range(0, 4).Select(node => settings.VoteAfter(node).TotalSeconds));
        Assert.Equal(TimeSpan.Zero, Read("--nodes", "1", "--spread", "3s").VoteAfter(0));
        Assert.Equal(TimeSpan.Zero, Read("--nodes", "4").VoteAfter(3));
    }

    [Fact]
    public void A_program_under_the_dotnet_host_is_started_again_under_it()
    {
        Assert.Equal([Path.Combine("base", "election.dll")], Executable.Of(Path.Combine("usr", "dotnet"), "base").LeadingArguments);
        Assert.Empty(Executable.Of(Path.Combine("bin", "election"), "base").LeadingArguments);
    }

    private static NodeSettings Child(LocalSettings settings, RunFolder folder, int node)
    {
        var options = new NodeOptions();
        var command = new Command("node");
        options.AddTo(command);
        command.Add(CommandLine.LanguageOption());
        ParseResult parse = command.Parse([.. NodeArguments.Of(settings, folder, node, DateTimeOffset.UnixEpoch, []).Skip(1)],
            OptionWords.Syntax);
        Assert.Empty(parse.Errors);
        return options.Read(parse);
    }

    private static LocalSettings Read(params string[] arguments)
    {
        var local = new LocalOptions();
        var command = new Command("local");
        local.AddTo(command);
        ParseResult parse = command.Parse(arguments, OptionWords.Syntax);
        Assert.Empty(parse.Errors);
        return local.Read(parse);
    }

    private static string Quoted(string text) =>
        OperatingSystem.IsWindows() ? $"\"{text}\"" : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
