using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Traces.Recording;
using Election.Voting.Statements;

namespace Election.Simulation.Tests;

/// <summary>The checkers that watch lives, disks and cuts, each shown a correct case and a wrong one.</summary>
public sealed class LifeCheckerTests
{
    private static readonly Hash256 s_voter = Hash256.Of([1]);

    [Fact]
    public void A_later_life_delivers_the_same_sequence_again_from_the_start()
    {
        var prefix = new PrefixOrder();
        Deliver(prefix, "n1", 1, 10);
        Deliver(prefix, "n1", 2, 20);
        prefix.Begin(Id("n1"));
        Assert.Equal((0, 2, 2), (prefix.DeliveredBy(Id("n1")), prefix.FurthestOf(Id("n1")), prefix.Most));
        Assert.Null(Deliver(prefix, "n1", 1, 10));
        Assert.Equal("n1 and n1 delivered different entries at index 2", Deliver(prefix, "n1", 2, 21)!.Sentence.InEnglish());
    }

    [Fact]
    public void A_disk_log_cuts_off_what_a_later_record_replaces_and_tells_two_chains_apart()
    {
        var log = new DiskLog();
        log.Add(Entry(1, first: 1, chain: 1, [1], [2]));
        log.Add(Entry(2, first: 3, chain: 2, [3]));
        Assert.Equal(Hash256.Of([2]), log.ChainOver(3, [3]));
        Assert.Null(log.ChainOver(3, [4]));
        Assert.Null(log.ChainOver(4, [4]));
        log.Add(Entry(2, first: 3, chain: 9));
        Assert.Null(log.ChainOver(3, [3]));
        log.Add(Entry(3, first: 3, chain: 10, [4]));
        Assert.Equal(Hash256.Of([10]), log.ChainOver(3, [4]));
        Assert.Equal(Hash256.Of([1]), log.ChainOver(1, [1]));
        Assert.Throws<InvalidOperationException>(() => log.Add(Entry(6, first: 4, chain: 11, [5])));
        Assert.Throws<InvalidOperationException>(() => log.Add(Entry(4, first: 9, chain: 11, [5])));
    }

    [Fact]
    public void Two_bodies_under_one_sequence_number_are_seen_wherever_they_come_from()
    {
        var bodies = new OneBody();
        Assert.Null(bodies.See(Vote(1, 0), $"in n1's journal", default));
        Assert.Null(bodies.See(Vote(1, 0), $"delivered at index 2", default));
        Assert.Null(bodies.See(Vote(2, 1), $"in n1's journal", default));
        Assert.Equal("two bodies under sequence 1 of one voter: in n1's journal and delivered at index 4",
            bodies.See(Vote(1, 1), $"delivered at index 4", default)!.Sentence.InEnglish());
    }

    [Fact]
    public void One_statement_at_two_indices_is_seen()
    {
        var bodies = new OneBody();
        var vote = new SignedStatement(Vote(1, 0), new byte[64]);
        Assert.Null(bodies.Deliver(new LoggedEntry(2, true, vote), default));
        Assert.Null(bodies.Deliver(new LoggedEntry(3, false, null), default));
        Assert.Equal("one statement is delivered at index 2 and at index 4",
            bodies.Deliver(new LoggedEntry(4, false, vote), default)!.Sentence.InEnglish());
    }

    [Fact]
    public void Two_leaders_of_one_epoch_are_seen()
    {
        var reigns = new OneLeader();
        Assert.Null(reigns.Leads(Id("n1"), new Epoch(1), default));
        Assert.Null(reigns.Leads(Id("n2"), new Epoch(2), default));
        Assert.Null(reigns.Leads(Id("n1"), new Epoch(1), default));
        Assert.Equal("n2 and n3 both lead epoch 2", reigns.Leads(Id("n3"), new Epoch(2), default)!.Sentence.InEnglish());
        Assert.Equal(2, reigns.Epochs);
    }

    [Theory]
    [InlineData("1s..9s:partition=n1/n2,n3", false)]
    [InlineData("1s..9s:partition=n1/n2/n3", true)]
    [InlineData("1s..9s:drop", true)]
    [InlineData("1s..9s:n1<>*:drop", false)]
    [InlineData("1s..9s:n1>*:drop", false)]
    [InlineData("1s..2s:partition=n1/n2/n3", false)]
    [InlineData("1s..9s:leader<>*:drop", false)]
    [InlineData("loss=30%", false)]
    public void New_deliveries_without_a_connected_majority_are_seen_after_the_grace(string fault, bool silent)
    {
        MinoritySilence silence = Silence(fault);
        Assert.Null(silence.Deliver(Id("n1"), 1, Seconds(2.4)));
        Assert.Equal(silent, silence.Deliver(Id("n1"), 2, Seconds(2.6)) is not null);
        Assert.Null(silence.Deliver(Id("n1"), 3, Seconds(9.1)));
    }

    [Fact]
    public void Nodes_that_are_down_connect_nothing_and_a_change_begins_the_grace_anew()
    {
        MinoritySilence silence = Silence("loss=1%");
        silence.Set(1, false, Seconds(1));
        Assert.Null(silence.Deliver(Id("n1"), 1, Seconds(9)));
        silence.Set(2, false, Seconds(10));
        Assert.Null(silence.Deliver(Id("n1"), 2, Seconds(11.4)));
        Assert.Equal("n1 delivers index 3, though no majority has been connected since 10000 ms",
            silence.Deliver(Id("n1"), 3, Seconds(11.6))!.Sentence.InEnglish());
        silence.Set(2, true, Seconds(12));
        Assert.Null(silence.Deliver(Id("n1"), 4, Seconds(20)));
    }

    private static MinoritySilence Silence(string fault)
    {
        FaultPlan plan = FaultPlan.Read([fault], 1).OrThrow();
        var silence = new MinoritySilence(plan, [Id("n1"), Id("n2"), Id("n3")]);
        for (int member = 0; member < 3; member++)
            silence.Set(member, true, TimeSpan.Zero);
        return silence;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Violation? Deliver(PrefixOrder prefix, string node, ulong index, byte line) =>
        prefix.Deliver(Id(node), new LoggedEntry(index, true, null), [line], default);

    private static EntryRecord Entry(ulong ordinal, ulong first, byte chain, params byte[][] statements) =>
        new(ordinal, new Epoch(1), first, Hash256.Of([chain]), [.. statements.Select(bytes => (ReadOnlyMemory<byte>)bytes)]);

    private static Statement Vote(ulong sequence, int choice) =>
        Statement.Vote(SignatureAlgorithm.SimulationStandIn, Hash256.Of([9]), s_voter, sequence, sequence == 1 ? default : s_voter, choice);

    private static MemberId Id(string text) => MemberId.Parse(text);
}
