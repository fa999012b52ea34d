using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs.Local;

public sealed class FleetBoardTests
{
    private readonly FleetBoard _board = new([MemberId.Parse("n1"), MemberId.Parse("n2")]);

    [Fact]
    public void A_run_begins_without_knowledge_of_any_node()
    {
        Assert.Equal(new FleetStanding(2, 0, 0, 0, 0), _board.Standing);
        Assert.False(_board.IsOver);
        Assert.Equal(Verdict.Stalled, _board.Verdict());
    }

    [Fact]
    public void A_standing_tells_the_furthest_view_and_counts_the_closed()
    {
        Progress(0, "open", discovered: 2, votes: 1);
        Progress(1, "certified", discovered: 1, votes: 2);
        Assert.Equal(new FleetStanding(2, 2, 2, 1, 1), _board.Standing);
    }

    [Fact]
    public void Time_runs_from_the_first_start_to_the_last_certificate()
    {
        Progress(0, "certified", started: 1000, certified: 1700);
        Progress(1, "certified", started: 1100, certified: 1900);
        Assert.Equal(900, _board.ElapsedMs());
    }

    [Fact]
    public void Without_a_certificate_there_is_no_time()
    {
        Progress(0, "open", started: 1000);
        Assert.Null(_board.ElapsedMs());
    }

    [Fact]
    public void A_run_is_over_when_every_process_has_ended()
    {
        _board.Take(new EndReport(0, 0));
        Assert.False(_board.IsOver);
        _board.Take(new EndReport(1, 3));
        Assert.True(_board.IsOver);
        Assert.False(_board.IsBroken);
    }

    [Theory]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.Internal)]
    public void A_node_that_refuses_or_fails_breaks_the_run(int code)
    {
        _board.Take(new EndReport(1, code));
        Assert.True(_board.IsBroken);
    }

    [Fact]
    public void A_node_that_was_killed_from_outside_keeps_the_state_it_was_last_seen_in()
    {
        Progress(0, "open");
        _board.Take(new EndReport(0, 137));
        Assert.Equal(ElectionState.Open, _board.Nodes[0].State);
        Assert.Null(_board.Nodes[0].Result());
    }

    [Fact]
    public void A_node_that_its_script_kills_is_crashed_and_the_run_waits_for_its_return()
    {
        Progress(0, "open");
        _board.Take(new CrashReport(0, Faults.Spec("n1:crash@order=3")));
        _board.Take(new EndReport(0, 137));
        _board.Take(new EndReport(1, 0));
        Assert.Equal(ElectionState.Crashed, _board.Nodes[0].State);
        Assert.True(_board.IsOver);
        _board.Nodes[0].AwaitsRestart = true;
        Assert.False(_board.IsOver);
        _board.Nodes[0].AwaitsRestart = false;
        _board.Nodes[0].BeginAgain();
        Assert.False(_board.IsOver);
        Assert.Equal(ElectionState.Draft, _board.Nodes[0].State);
        Progress(0, "certified");
        Assert.Equal(ElectionState.Certified, _board.Nodes[0].State);
    }

    [Fact]
    public void A_line_that_several_nodes_write_is_shown_once_and_a_refusal_is_kept()
    {
        var error = new StringWriter();
        var talk = new NodeTalk([MemberId.Parse("n1"), MemberId.Parse("n2")], TextTerminal.Of(TextWriter.Null, error));
        talk.Take(new TalkReport(0, "small buffers"));
        talk.Take(new TalkReport(1, "small buffers"));
        talk.Take(new TalkReport(1, "election: --mtu: too much"));
        Assert.Equal("n1: small buffers" + error.NewLine, error.ToString());
        Assert.Equal("--mtu: too much", talk.Refusal);
    }

    private void Progress(int node, string state, int discovered = 0, long votes = 0, long? started = null, long? certified = null) =>
        _board.Take(new ProgressReport(node, new NodeProgress
        {
            State = state,
            Discovered = discovered,
            Votes = votes,
            IsMember = true,
            StartedAtMs = started,
            CertifiedAtMs = certified,
            Decision = null,
            Reason = null,
        }));
}
