using System.CommandLine;
using Election.Node.Commands;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Runtime.Hosting;
using Election.Runtime;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Tests.Commands;

public sealed class NodeOptionsTests
{
    [Fact]
    public void A_node_with_few_options_stays_on_this_machine_and_waits_as_documented()
    {
        NodeSettings settings = Read("--id n1 --expect 5 --auto");
        Assert.True(settings.Election.Via.IsLoopback);
        Assert.Equal(0, settings.Election.Ttl.Hops);
        Assert.Equal(["Sánchez", "Pérez"], settings.Election.Choices.ToArray());
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Election.BarrierTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), settings.Election.QuorumTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Election.Linger);
        Assert.Null(settings.Election.CloseAfter);
        Assert.Equal(JournalMode.Disk, settings.Election.Journal);
        Assert.Equal(Path.Combine(".election", "n1"), settings.DataFolder);
        Assert.Null(settings.Transcript);
        Assert.Equal(NodeRole.Voter, settings.Role);
        Assert.True(settings.Election.IsSeedDrawn);
    }

    [Fact]
    public void The_group_has_a_short_name() =>
        Assert.Equal(Read("--id n1 --expect 5 --auto --group 239.192.1.2:4000").Election.Group,
            Read("--id n1 --expect 5 --auto -g 239.192.1.2:4000").Election.Group);

    [Theory]
    [InlineData("Ana", 0, 0)]
    [InlineData("Eva@1.5s", 1, 1500)]
    [InlineData("Ana@200ms", 0, 200)]
    [InlineData("me@home", 2, 0)]
    [InlineData("me@home@2s", 2, 2000)]
    [InlineData("at@1s", 3, 0)]
    public void A_vote_is_a_choice_and_perhaps_a_time(string vote, int choice, int milliseconds) =>
        Assert.Equal(new PlannedVote(choice, TimeSpan.FromMilliseconds(milliseconds)),
            Read($"--id n1 --expect 5 --choices Ana,Eva,me@home,at@1s --vote {vote}").Votes[0]);

    [Fact]
    public void Under_last_vote_wins_a_node_takes_several_votes_and_casts_them_in_order_of_time()
    {
        NodeSettings node = Read("--id n1 --expect 5 --choices Ana,Eva --rule last-vote-wins --vote Eva@2s --vote Ana --vote Ana@2s");
        Assert.Equal([new(0, TimeSpan.Zero), new(1, TimeSpan.FromSeconds(2)), new PlannedVote(0, TimeSpan.FromSeconds(2))],
            node.Votes.ToArray());
        Assert.Equal(new LastVoteWinsRule(), node.Election.Rule);
    }

    [Theory]
    [InlineData("--choices Ana,Eva --vote Ana --vote Eva@1s",
        "--vote: a vote is final under the rule plurality: give it once, not 2 times, or count the last with --rule last-vote-wins")]
    [InlineData("--choices Ana,Eva --rule first-to-2 --vote Ana --vote Eva",
        "--vote: a vote is final under the rule first-to-2: give it once, not 2 times, or count the last with --rule last-vote-wins")]
    [InlineData("--auto --rule first-to-6", "--rule: first-to-6 can never be reached: all votes together weigh 5")]
    [InlineData("--auto --voter-key key.pem", "--voter-key: without a roll every node votes with its own key: give --roll, too")]
    public void A_vote_that_the_rule_does_not_allow_is_refused(string arguments, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<StartRefusedException>(() => Read("--id n1 --expect 5 " + arguments)).Message);

    [Theory]
    [InlineData("borda", "--rule: 'borda' is not a rule: choose plurality, first-to-K (for example first-to-3) or last-vote-wins")]
    [InlineData("first-to-0",
        "--rule: 'first-to-0' is not a rule: the number of votes in first-to-K is a whole number from 1 to 256000000")]
    public void An_unknown_rule_is_one_sentence(string rule, string sentence) =>
        Assert.Equal(sentence, Assert.Single(Parse($"--id n1 --expect 5 --auto --rule {rule}").Errors).Message);

    [Fact]
    public void A_vote_is_found_after_normalisation() =>
        Assert.Equal(1, Read("--id n1 --expect 5 --choices Sa\u0301nchez,P\u00e9rez --vote Pe\u0301rez").Votes[0].Choice);

    [Fact]
    public void Abstaining_is_a_vote_for_no_choice() =>
        Assert.Equal(new PlannedVote(null, TimeSpan.Zero), Read("--id n1 --expect 5 --abstain").Votes[0]);

    [Fact]
    public void An_automatic_vote_depends_on_the_seed_and_the_id_alone()
    {
        PlannedVote first = Read("--id n1 --expect 5 --auto --seed 7").Votes[0];
        Assert.Equal(first, Read("--id n1 --expect 9 --auto --seed 7 --ttl 0").Votes[0]);
        Assert.Equal(2, Enumerable.Range(1, 20).Select(i => Read($"--id n{i} --expect 5 --auto --seed 7").Votes[0]).Distinct().Count());
    }

    [Fact]
    public void A_fault_that_begins_with_an_event_is_not_read_as_a_response_file()
    {
        ParseResult parse = Parse("--id n1 --expect 5 --auto --fault @order=3:drop");
        Assert.Contains("--fault", Assert.Single(parse.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_a_person_votes_by_keys_and_a_headless_node_has_no_screen()
    {
        NodeSettings sitting = Read("--id n1 --expect 5", hasTerminal: true);
        Assert.True(sitting is { HasScreen: true, Votes.IsEmpty: true, IsHeadless: false, Role: NodeRole.Voter });
        Assert.False(Read("--id n1 --expect 5 --auto --headless", hasTerminal: true).HasScreen);
        Assert.False(Read("--id n1 --expect 5 --auto").HasScreen);
        Assert.Throws<StartRefusedException>(() => Read("--id n1 --expect 5"));
        Assert.Throws<StartRefusedException>(() => Read("--id n1 --expect 5 --headless", hasTerminal: true));
    }

    [Fact]
    public void A_projector_observes_unless_it_is_told_what_to_vote()
    {
        Assert.Equal(NodeRole.Observer, Read("--id n1 --expect 5 --read-only", hasTerminal: true).Role);
        Assert.Equal(NodeRole.Voter, Read("--id n1 --expect 5 --read-only --auto", hasTerminal: true).Role);
        Assert.Throws<StartRefusedException>(() => Read("--id n1 --expect 5 --read-only --role voter", hasTerminal: true));
    }

    [Fact]
    public void The_chair_is_the_node_with_the_role_or_the_one_that_is_named()
    {
        Assert.Equal("n1", Read("--id n1 --expect 5 --role chair --auto").Chair!.Value.Text);
        Assert.Equal("n1", Read("--id n2 --expect 5 --chair n1 --auto").Chair!.Value.Text);
        Assert.Null(Read("--id n2 --expect 5 --auto").Chair);
        Assert.Throws<StartRefusedException>(() => Read("--id n2 --expect 5 --role chair --chair n1 --auto"));
    }

    private static NodeSettings Read(string arguments, bool hasTerminal = false)
    {
        var options = new NodeOptions();
        return options.Read(Parse(options, arguments), hasTerminal: hasTerminal);
    }

    private static ParseResult Parse(string arguments) => Parse(new NodeOptions(), arguments);

    private static ParseResult Parse(NodeOptions options, string arguments)
    {
        var command = new Command("node");
        options.AddTo(command);
        return command.Parse(arguments.Split(' '), OptionWords.Syntax);
    }
}
