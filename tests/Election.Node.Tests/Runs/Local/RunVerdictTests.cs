using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs.Local;

public sealed class RunVerdictTests
{
    private static readonly CountedResult s_result = new("e1", "aa", [3, 2], 5);

    [Fact]
    public void Equal_results_and_a_certificate_certify_the_run() =>
        Assert.Equal(Verdict.Certified, RunVerdict.Of([Certified(s_result), Certified(s_result), Certified(s_result)]));

    [Fact]
    public void One_certified_node_is_enough_when_the_others_closed_alike() =>
        Assert.Equal(Verdict.Certified, RunVerdict.Of([Certified(s_result), Closed(s_result), NoResult(s_result)]));

    [Theory]
    [InlineData("e2", "aa", 3L, 2L, 5L)]
    [InlineData("e1", "bb", 3L, 2L, 5L)]
    [InlineData("e1", "aa", 2L, 3L, 5L)]
    [InlineData("e1", "aa", 3L, 2L, 6L)]
    public void Any_difference_between_results_is_divergence(string election, string head, long first, long second, long delivered) =>
        Assert.Equal(Verdict.Diverged,
            RunVerdict.Of([Certified(s_result), Certified(s_result),
                Closed(new CountedResult(election, head, [first, second], delivered))]));

    [Fact]
    public void Divergence_dominates_a_node_that_never_closed() =>
        Assert.Equal(Verdict.Diverged, RunVerdict.Of([Certified(s_result), Closed(s_result with { Head = "bb" }), Stalled()]));

    [Fact]
    public void A_node_that_saw_divergence_is_believed() =>
        Assert.Equal(Verdict.Diverged, RunVerdict.Of([Certified(s_result), new ReachedEnd(ElectionState.Diverged, true, false, s_result)]));

    [Fact]
    public void Divergence_counts_even_when_one_of_the_two_crashed_later() =>
        Assert.Equal(Verdict.Diverged,
            RunVerdict.Of([Certified(s_result), Certified(s_result),
                new ReachedEnd(ElectionState.Open, true, true, s_result with { Head = "bb" })]));

    [Fact]
    public void A_node_killed_by_its_script_changes_nothing() =>
        Assert.Equal(Verdict.Certified,
            RunVerdict.Of([Certified(s_result), Certified(s_result), new ReachedEnd(ElectionState.Open, true, true, null)]));

    [Theory]
    [InlineData("draft")]
    [InlineData("gathering")]
    [InlineData("ready")]
    [InlineData("open")]
    [InlineData("stalled")]
    public void Any_other_member_that_never_closed_stalls_the_run(string state)
    {
        Assert.True(ElectionStateText.TryParse(state, out ElectionState parsed));
        Assert.Equal(Verdict.Stalled, RunVerdict.Of([Certified(s_result), Certified(s_result), new ReachedEnd(parsed, true, false, null)]));
    }

    [Fact]
    public void An_observer_that_never_closed_changes_nothing() =>
        Assert.Equal(Verdict.Certified, RunVerdict.Of([Certified(s_result), new ReachedEnd(ElectionState.Stalled, false, false, null)]));

    [Fact]
    public void Closing_without_a_certificate_is_no_result() =>
        Assert.Equal(Verdict.NoResult, RunVerdict.Of([NoResult(s_result), NoResult(s_result), Closed(s_result)]));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Each_verdict_has_its_exit_code(int verdict, int code) => Assert.Equal(code, ExitCode.Of((Verdict)verdict));

    [Fact]
    public void Every_state_can_be_written_and_read_back() =>
        Assert.All(Enum.GetValues<ElectionState>(), state =>
            Assert.True(ElectionStateText.TryParse(state.ToText(), out ElectionState read) && read == state));

    private static ReachedEnd Certified(CountedResult result) => new(ElectionState.Certified, true, false, result);

    private static ReachedEnd Closed(CountedResult result) => new(ElectionState.Closed, true, false, result);

    private static ReachedEnd NoResult(CountedResult result) => new(ElectionState.NoResult, true, false, result);

    private static ReachedEnd Stalled() => new(ElectionState.Stalled, true, false, null);
}
