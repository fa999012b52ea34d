using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Groups.Tests.Faults;

public sealed class CrashScriptTests
{
    private static readonly MemberId s_self = MemberId.Parse("n1");

    [Theory]
    [InlineData("crash@order=3", 3, 0, 0)]
    [InlineData("n1:crash@deliver=3", 0, 3, 0)]
    [InlineData("all:crash@send=3", 0, 0, 3)]
    [InlineData("@order=3:n1:crash", 3, 0, 0)]
    public void A_node_dies_once_when_it_has_reached_the_event(string fault, int ordered, int delivered, int sent)
    {
        CrashScript script = Script(fault);
        Assert.Null(script.Strike(At(ordered: 2, delivered: 2, sent: 2)));
        FaultSpec? struck = script.Strike(At(ordered: ordered, delivered: delivered, sent: sent));
        Assert.Equal(Spec(fault), struck);
        Assert.Null(script.Strike(At(ordered: 9, delivered: 9, sent: 9)));
        Assert.True(script.IsEmpty);
    }

    [Fact]
    public void An_event_that_was_passed_over_strikes_all_the_same() =>
        Assert.NotNull(Script("n1:crash@order=3").Strike(At(ordered: 7)));

    [Theory]
    [InlineData("n2:crash@order=1")]
    [InlineData("loss=10%")]
    [InlineData("n1:restart@+1s")]
    public void A_fault_that_is_not_a_crash_of_this_node_leaves_it_alone(string fault) => Assert.True(Script(fault).IsEmpty);

    [Fact]
    public void A_time_is_waited_for_and_then_strikes()
    {
        CrashScript script = Script("n1:crash@2s");
        Assert.Equal(TimeSpan.FromSeconds(2), script.NextAge);
        Assert.Null(script.Strike(At(ageSeconds: 1.9)));
        Assert.Equal(TimeSpan.FromSeconds(2), script.NextAge);
        Assert.NotNull(script.Strike(At(ageSeconds: 2)));
        Assert.Null(script.NextAge);
    }

    [Fact]
    public void A_crash_without_a_time_comes_at_once() => Assert.NotNull(Script("n1:crash").Strike(At()));

    [Fact]
    public void A_crash_of_the_leader_strikes_the_leader_and_no_other_node()
    {
        CrashScript leads = Script("leader:crash@order=3"), follows = Script("leader:crash@order=3");
        Assert.NotNull(leads.Strike(At(ordered: 3, isLeading: true)));
        Assert.Null(follows.Strike(At(ordered: 3)));
        // The event was reached while another node led: a later leader is not meant.
        Assert.Null(follows.Strike(At(ordered: 4, isLeading: true)));
    }

    [Fact]
    public void At_a_time_the_leader_is_the_node_that_leads_then_or_first_afterwards()
    {
        CrashScript script = Script("leader:crash@2s");
        Assert.Null(script.Strike(At(ageSeconds: 2)));
        // Nothing is waited for any more, so the past time wakes no one.
        Assert.Null(script.NextAge);
        Assert.NotNull(script.Strike(At(ageSeconds: 3, isLeading: true)));
    }

    [Fact]
    public void The_leader_dies_once_in_the_run_when_the_others_are_told()
    {
        CrashScript script = Script("leader:crash@order=3");
        script.Spend(Spec("leader:crash@order=3"));
        Assert.Null(script.Strike(At(ordered: 3, isLeading: true)));
    }

    [Fact]
    public void What_strikes_another_node_by_name_is_not_spent_here()
    {
        CrashScript script = Script("crash@order=3");
        script.Spend(Spec("crash@order=3"));
        Assert.NotNull(script.Strike(At(ordered: 3)));
    }

    [Fact]
    public void Without_a_way_to_tell_the_others_only_the_first_epochs_leader_is_meant()
    {
        CrashScript second = Script(LeaderRule.OfFirstEpoch, "leader:crash@order=3");
        Assert.Null(second.Strike(At(ordered: 3, isLeading: true, epoch: 2)));
        CrashScript first = Script(LeaderRule.OfFirstEpoch, "leader:crash@order=3");
        Assert.NotNull(first.Strike(At(ordered: 3, isLeading: true, epoch: 1)));
    }

    [Fact]
    public void Several_crashes_strike_one_after_the_other()
    {
        CrashScript script = Script("n1:crash@deliver=1", "n1:crash@1s");
        Assert.Equal(Spec("n1:crash@1s"), script.Strike(At(ageSeconds: 1)));
        Assert.Equal(Spec("n1:crash@deliver=1"), script.Strike(At(ageSeconds: 2, delivered: 1)));
    }

    private static CrashScript Script(params string[] faults) => Script(LeaderRule.Any, faults);

    private static CrashScript Script(LeaderRule rule, params string[] faults) =>
        new(new FaultPlan([.. faults.Select(Spec)], 7), s_self, rule);

    private static FaultSpec Spec(string fault) => FaultSpec.Read(fault).OrThrow();

    private static NodeStanding At(int ordered = 0, int delivered = 0, int sent = 0, double ageSeconds = 0, bool isLeading = false,
        uint epoch = 1) =>
        new(TimeSpan.FromSeconds(ageSeconds),
            new Standing(new Epoch(epoch), isLeading, new LogIndex((ulong)ordered), new LogIndex((ulong)delivered), sent));
}
