using System.CommandLine;
using Election.Node.Commands;
using Election.Runtime.Hosting;
using Election.Voting.Core;

namespace Election.Node.Tests.Commands;

public sealed class NodeOptionsTests
{
    [Fact]
    public void A_node_that_is_told_little_stays_on_this_machine_and_waits_as_documented()
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
        Assert.Equal(Path.Combine(".election", "n1", "n1.transcript.jsonl"), settings.Transcript);
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
            Read($"--id n1 --expect 5 --choices Ana,Eva,me@home,at@1s --vote {vote}").Vote);

    [Fact]
    public void A_vote_is_found_after_normalisation() =>
        Assert.Equal(1, Read("--id n1 --expect 5 --choices Sa\u0301nchez,P\u00e9rez --vote Pe\u0301rez").Vote!.Choice);

    [Fact]
    public void Abstaining_is_a_vote_for_no_choice() =>
        Assert.Equal(new PlannedVote(null, TimeSpan.Zero), Read("--id n1 --expect 5 --abstain").Vote);

    [Fact]
    public void An_automatic_vote_depends_on_the_seed_and_the_id_alone()
    {
        PlannedVote? first = Read("--id n1 --expect 5 --auto --seed 7").Vote;
        Assert.Equal(first, Read("--id n1 --expect 9 --auto --seed 7 --ttl 0").Vote);
        Assert.Equal(2, Enumerable.Range(1, 20).Select(i => Read($"--id n{i} --expect 5 --auto --seed 7").Vote).Distinct().Count());
    }

    [Fact]
    public void A_fault_that_begins_with_an_event_is_no_response_file()
    {
        ParseResult parse = Parse("--id n1 --expect 5 --auto --fault @order=3:drop");
        Assert.Contains("--fault", Assert.Single(parse.Errors).Message, StringComparison.Ordinal);
    }

    private static NodeSettings Read(string arguments)
    {
        var options = new NodeOptions();
        return options.Read(Parse(options, arguments));
    }

    private static ParseResult Parse(string arguments) => Parse(new NodeOptions(), arguments);

    private static ParseResult Parse(NodeOptions options, string arguments)
    {
        var command = new Command("node");
        options.AddTo(command);
        return command.Parse(arguments.Split(' '), CommandLine.Syntax);
    }
}
