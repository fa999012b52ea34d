using System.Globalization;
using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The traces of real processes on real sockets show that each order keeps its promises, and makes no others.</summary>
public sealed class OrderTraceTests : IDisposable
{
    // The seed determines losses and reorderings; the timing of the nodes depends on the machine too.
    private const int MostSeeds = 10;

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("unreliable", "reliable")]
    [InlineData("reliable", "fifo")]
    [InlineData("fifo", "causal")]
    [InlineData("causal", "total")]
    public async Task A_weaker_order_keeps_its_promise_and_breaks_the_next_stronger_one(string order, string stronger)
    {
        for (int seed = 1; seed <= MostSeeds; seed++)
        {
            if (await HeldAsync(order, seed, "--messages", "10") is not { } run)
                continue;
            Typed check = await Typed.Async("trace", "check", "--json", "--require", stronger, run);
            JsonElement verdict = JsonDocument.Parse(check.Out).RootElement.GetProperty("guarantees").EnumerateArray()
                .Single(one => one.GetProperty("guarantee").GetString() == stronger);
            if (check.Code != ExitCode.Violated)
                continue;
            Assert.Equal("violated", verdict.GetProperty("verdict").GetString());
            Assert.All(verdict.GetProperty("witness").EnumerateArray(), one => Assert.Matches("^n[1-3]#[0-9]+$", one.GetString()));
            Assert.Equal(2, verdict.GetProperty("at").GetArrayLength());
            return;
        }
        Assert.Fail($"In {MostSeeds} runs, {order} order never broke {stronger}.");
    }

    [Fact]
    public async Task Atomic_order_keeps_total_order_under_the_same_faults() => Assert.NotNull(await HeldAsync("atomic", 1));

    public void Dispose() => _temp.Dispose();

    // Null if the machine stalled a node, so that the others closed, each by its own clock, before everything was said.
    private async Task<string?> HeldAsync(string order, int seed, params string[] more)
    {
        string run = _temp.Within($"{order}-{seed}");
        Ended ended = await ElectionProgram.RunAsync(_temp.Path, ["local", "--nodes", "3", "--order", order, "--fault", "loss=20%",
            "--fault", "reorder=30%", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", run, "--json",
            "--barrier-timeout", "300s", .. more]);
        // Lost votes may make the tallies differ, which is the point of the lab.
        Assert.True(ended.Code is ExitCode.Success || (order != "atomic" && ended.Code == ExitCode.Violated), ended.Error);
        if (order != "unreliable" && ended.Code == ExitCode.Violated)
            return null;
        await TraceOf.HoldsAsync(run);
        return run;
    }
}
