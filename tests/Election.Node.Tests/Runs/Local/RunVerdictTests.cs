using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

public sealed class RunVerdictTests
{
    private static readonly MemberResult s_result = new("e1", "aa", [3, 2], 5);

    [Fact]
    public void Equal_results_and_a_certificate_certify_the_run() =>
        Assert.Equal(RunVerdict.Certified, RunVerdicts.Of([Certified(s_result), Certified(s_result), Certified(s_result)]));

    [Fact]
    public void One_certified_node_is_enough_when_the_others_closed_alike() =>
        Assert.Equal(RunVerdict.Certified, RunVerdicts.Of([Certified(s_result), Closed(s_result), NoResult(s_result)]));

    [Theory]
    [InlineData("e2", "aa", 3L, 2L, 5L)]
    [InlineData("e1", "bb", 3L, 2L, 5L)]
    [InlineData("e1", "aa", 2L, 3L, 5L)]
    [InlineData("e1", "aa", 3L, 2L, 6L)]
    public void Any_difference_between_results_is_divergence(string election, string head, long first, long second, long delivered) =>
        Assert.Equal(RunVerdict.Diverged,
            RunVerdicts.Of([Certified(s_result), Certified(s_result), Closed(new MemberResult(election, head, [first, second], delivered))]));

    [Fact]
    public void Divergence_dominates_a_node_that_never_closed() =>
        Assert.Equal(RunVerdict.Diverged, RunVerdicts.Of([Certified(s_result), Closed(s_result with { Head = "bb" }), Stalled()]));

    [Fact]
    public void A_node_that_saw_divergence_is_believed() =>
        Assert.Equal(RunVerdict.Diverged, RunVerdicts.Of([Certified(s_result), new MemberOutcome(MemberState.Diverged, true, s_result)]));

    [Fact]
    public void Divergence_counts_even_when_one_of_the_two_crashed_later() =>
        Assert.Equal(RunVerdict.Diverged,
            RunVerdicts.Of([Certified(s_result), Certified(s_result),
                new MemberOutcome(MemberState.Crashed, true, s_result with { Head = "bb" })]));

    [Fact]
    public void A_node_killed_by_its_script_changes_nothing() =>
        Assert.Equal(RunVerdict.Certified,
            RunVerdicts.Of([Certified(s_result), Certified(s_result), new MemberOutcome(MemberState.Crashed, true, null)]));

    [Theory]
    [InlineData("draft")]
    [InlineData("gathering")]
    [InlineData("ready")]
    [InlineData("open")]
    [InlineData("stalled")]
    public void Any_other_member_that_never_closed_stalls_the_run(string state)
    {
        Assert.True(MemberStateText.TryParse(state, out MemberState parsed));
        Assert.Equal(RunVerdict.Stalled, RunVerdicts.Of([Certified(s_result), Certified(s_result), new MemberOutcome(parsed, true, null)]));
    }

    [Fact]
    public void An_observer_that_never_closed_changes_nothing() =>
        Assert.Equal(RunVerdict.Certified, RunVerdicts.Of([Certified(s_result), new MemberOutcome(MemberState.Stalled, false, null)]));

    [Fact]
    public void Closing_without_a_certificate_is_no_result() =>
        Assert.Equal(RunVerdict.NoResult, RunVerdicts.Of([NoResult(s_result), NoResult(s_result), Closed(s_result)]));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Each_verdict_has_its_exit_code(int verdict, int code) => Assert.Equal(code, RunVerdicts.ExitCodeOf((RunVerdict)verdict));

    [Fact]
    public void Every_state_can_be_written_and_read_back() =>
        Assert.All(Enum.GetValues<MemberState>(), state =>
            Assert.True(MemberStateText.TryParse(state.ToText(), out MemberState read) && read == state));

    private static MemberOutcome Certified(MemberResult result) => new(MemberState.Certified, true, result);

    private static MemberOutcome Closed(MemberResult result) => new(MemberState.Closed, true, result);

    private static MemberOutcome NoResult(MemberResult result) => new(MemberState.NoResult, true, result);

    private static MemberOutcome Stalled() => new(MemberState.Stalled, true, null);
}
