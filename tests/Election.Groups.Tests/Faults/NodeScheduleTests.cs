using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Groups.Tests.Faults;

public sealed class NodeScheduleTests
{
    private static readonly ImmutableArray<MemberId> s_ids = [.. new[] { "n1", "n2", "n3" }.Select(MemberId.Parse)];

    [Fact]
    public void The_kth_crash_takes_the_kth_restart_and_one_too_many_is_final()
    {
        NodeSchedule schedule = Of("n1:crash@1s", "n1:restart@+1s", "n1:crash@5s", "n1:restart@+2s", "n1:crash@9s");
        Assert.Equal(Seconds(1), schedule.Strike(0, Spec("n1:crash@1s"))?.After);
        Assert.Equal(Seconds(2), schedule.Strike(0, Spec("n1:crash@5s"))?.After);
        Assert.Null(schedule.Strike(0, Spec("n1:crash@9s")));
    }

    [Fact]
    public void A_restart_for_all_serves_each_node_once()
    {
        NodeSchedule schedule = Of("crash@order=3", "n1:crash@9s", "restart@+1s");
        Assert.Equal(Seconds(1), schedule.Strike(0, Spec("crash@order=3"))?.After);
        Assert.Equal(Seconds(1), schedule.Strike(1, Spec("crash@order=3"))?.After);
        Assert.Null(schedule.Strike(0, Spec("n1:crash@9s")));
    }

    [Fact]
    public void A_restart_that_names_the_node_wins_over_the_leaders_and_that_over_one_for_all()
    {
        string[] faults = ["leader:crash@1s", "leader:crash@2s", "n3:crash@3s", "restart@+9s", "leader:restart@+5s", "n1:restart@+1s"];
        NodeSchedule schedule = Of(faults);
        Assert.Equal(Seconds(1), schedule.Strike(0, Spec("leader:crash@1s"))?.After);
        Assert.Equal(Seconds(5), schedule.Strike(1, Spec("leader:crash@2s"))?.After);
        Assert.Equal(Seconds(9), schedule.Strike(2, Spec("n3:crash@3s"))?.After);
    }

    [Fact]
    public void A_leaders_crash_is_spent_for_all_and_another_for_the_node_it_struck()
    {
        NodeSchedule schedule = Of("leader:crash@order=3", "crash@deliver=2", "restart@+1s");
        schedule.Strike(1, Spec("leader:crash@order=3"));
        schedule.Strike(1, Spec("crash@deliver=2"));
        Assert.All([0, 1, 2], node => Assert.False(schedule.IsAhead(node, Spec("leader:crash@order=3"), null)));
        Assert.Equal([true, false, true], new[] { 0, 1, 2 }.Select(node => schedule.IsAhead(node, Spec("crash@deliver=2"), null)));
    }

    [Fact]
    public void A_time_that_passed_while_the_node_was_down_is_passed_for_it()
    {
        NodeSchedule schedule = Of("n1:crash@1s", "n1:crash@2s", "n1:crash@5s", "n1:restart@+3s");
        schedule.Strike(0, Spec("n1:crash@1s"));
        Assert.Equal(Seconds(5), schedule.ScriptOf(0, Seconds(4)).NextAge);
    }

    [Fact]
    public void A_journal_is_lost_once_at_the_first_return()
    {
        NodeSchedule schedule = Of("leader:crash@1s", "n1:crash@2s", "restart@+1s", "restart@+1s", "n1:lose-journal");
        Assert.True(schedule.Strike(0, Spec("leader:crash@1s"))?.LosesJournal);
        Assert.False(schedule.Strike(0, Spec("n1:crash@2s"))?.LosesJournal);
    }

    [Theory]
    [InlineData("n1:crash@2s restart@+1s")]
    [InlineData("leader:crash@order=3 n1:restart@+1s")]
    [InlineData("leader:crash@order=3 restart@+1s n2:lose-journal")]
    [InlineData("leader:crash@order=3 n1:restart@+1s leader:lose-journal")]
    [InlineData("crash@1s n1:restart@+1s n1:lose-journal")]
    public void A_plan_in_which_each_restart_can_follow_a_crash_is_accepted(string faults) =>
        Assert.Null(NodeSchedule.Objection(Specs(faults.Split(' '))));

    [Theory]
    [InlineData("restart@+1s", "restart@+1s")]
    [InlineData("n2:crash@1s n1:restart@+1s", "n1:restart@+1s")]
    [InlineData("crash@1s leader:restart@+1s", "leader:restart@+1s")]
    [InlineData("n1:crash@1s n1:restart@+1s restart@+2s", "restart@+2s")]
    [InlineData("n1:crash@1s restart@+1s restart@+2s", "restart@+1s")]
    [InlineData("n1:crash@1s n1:restart@+1s n2:lose-journal", "n2:lose-journal")]
    [InlineData("n1:crash@1s n1:restart@+1s leader:lose-journal", "leader:lose-journal")]
    public void A_fault_that_could_never_come_is_refused_by_name(string faults, string refused) =>
        Assert.StartsWith($"'{refused}' needs", NodeSchedule.Objection(Specs(faults.Split(' ')))!.ToString(), StringComparison.Ordinal);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static NodeSchedule Of(params string[] faults) => new(Specs(faults), s_ids);

    private static ImmutableArray<FaultSpec> Specs(params string[] faults) => [.. faults.Select(Spec)];

    private static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();
}
