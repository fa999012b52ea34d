using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Node.Runs.Settings;

namespace Election.Node.Tests.Runs.Local;

/// <summary>A command refuses a fault that it cannot carry out.</summary>
public sealed class FaultsInForceTests
{
    [Theory]
    [InlineData("n1:crash@2s", "restart@+1s")]
    [InlineData("n1:crash@2s", "n1:restart@+1s")]
    [InlineData("crash@order=3", "n2:restart@+1s")]
    [InlineData("leader:crash@order=3", "leader:restart@+1s")]
    [InlineData("leader:crash@order=3", "n1:restart@+1s")]
    [InlineData("leader:crash@order=3", "restart@+1s")]
    [InlineData("n1:pause@1s+1s")]
    public void A_run_carries_out(params string[] faults) => Assert.Null(FaultsInForce.ObjectionInRun(Specs(faults), false, true));

    [Theory]
    [InlineData("n1:crash@1s", "restart@+1s")]
    [InlineData("n1:crash@1s", "n2:crash@2s", "n1:restart@+1s")]
    [InlineData("leader:crash@1s", "n2:crash@2s", "leader:restart@+1s")]
    [InlineData("leader:crash@1s", "crash@order=3", "leader:restart@+1s")]
    [InlineData("n1:crash@1s", "n1:crash@2s", "n1:crash@2s", "n1:restart@+1s", "n1:restart@+1s")]
    public void A_restart_without_a_crash_is_refused_with_an_example(string crash, params string[] faults)
    {
        string objection = Said(FaultsInForce.ObjectionInRun(Specs(faults), false, true));
        Assert.Contains(faults[^1], objection, StringComparison.Ordinal);
        Assert.Contains(crash, objection, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_is_refused_if_processes_cannot_be_stopped() =>
        Assert.Contains("cannot pause", Said(FaultsInForce.ObjectionInRun(Specs("n1:pause@1s+1s"), false, false)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("n1:pause@1s+1s")]
    [InlineData("n1:crash@2s", "n1:restart@+1s")]
    public void Panes_refuse_faults_that_need_a_watched_process(params string[] faults) =>
        Assert.Contains("--tui", Said(FaultsInForce.ObjectionInRun(Specs(faults), true, true)), StringComparison.Ordinal);

    private static string Said(Sentence? objection) => objection!.ToString();

    private static ImmutableArray<FaultSpec> Specs(params string[] faults) => [.. faults.Select(Faults.Spec)];
}
