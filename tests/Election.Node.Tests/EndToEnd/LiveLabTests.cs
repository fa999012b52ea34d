using System.Globalization;
using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Labs by real processes, over real multicast on loopback, with the copy of the labs beside the program.</summary>
public sealed class LiveLabTests : IDisposable
{
    // If the machine stalls a node, a node other than the script's may lead. The lab is then inconclusive, and says so.
    private const int MostSeeds = 10;

    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_race_waits_for_events_and_passes_live_at_once_however_busy_the_machine()
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, ["lab", "run", "08", "--mode", "live", "--lang", "en"]);
        Assert.True(run.Code == ExitCode.Success, run.Out + run.Error);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("12")]
    public async Task A_lab_passes_live_far_from_its_sources(string number)
    {
        for (int seed = 0; seed < MostSeeds; seed++)
        {
            string[] another = seed == 0 ? [] : ["--seed", seed.ToString(CultureInfo.InvariantCulture)];
            Ended run = await ElectionProgram.RunAsync(_temp.Path, ["lab", "run", number, "--mode", "live", "--lang", "en", .. another]);
            if (run.Code == ExitCode.Inconclusive)
                continue;
            Assert.True(run.Code == ExitCode.Success, run.Out + run.Error);
            Assert.EndsWith("The phenomenon occurred, and the checks explain it.\n", run.Out, StringComparison.Ordinal);
            return;
        }
        Assert.Fail($"Lab {number} was inconclusive {MostSeeds} times.");
    }

    public void Dispose() => _temp.Dispose();
}
