using System.Globalization;
using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>One plan of faults, carried out by real processes and in virtual time.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class SamePlanTests : IDisposable
{
    private static readonly string[] s_faults = ["--fault", "n1:crash@order=2", "--fault", "n1:restart@+200ms"];

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_plan_brings_the_same_crashes_and_restarts_the_same_verdict_and_the_same_exit_code()
    {
        Ended local = await RunAsync("local");
        Ended simulated = await RunAsync("sim");
        Assert.True(local.Code == ExitCode.Success && simulated.Code == ExitCode.Success, local.Error + simulated.Error);
        Assert.Equal(simulated.Document.Verdict, local.Document.Verdict);
        Assert.Equal(simulated.Document.Nodes.Select(node => node.State), local.Document.Nodes.Select(node => node.State));
        Assert.Single(local.Error.Split("n1: crashes as scripted").Skip(1));
        Assert.Single(local.Error.Split("n1: is restarted").Skip(1));
        Assert.Single(simulated.Error.Split("n1: dies").Skip(1));
        Assert.Single(simulated.Error.Split("n1: restarts").Skip(1));
    }

    public void Dispose() => _temp.Dispose();

    private Task<Ended> RunAsync(string command) => ElectionProgram.RunAsync(
        _temp.Path, [command, "--nodes", 3.ToString(CultureInfo.InvariantCulture), "--seed", "1", "--json", .. s_faults]);
}
