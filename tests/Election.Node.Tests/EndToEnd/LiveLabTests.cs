using Election.Node.Talk;

namespace Election.Node.Tests.EndToEnd;

/// <summary>Labs by real processes, over real multicast on loopback, with the copy of the labs beside the program.</summary>
public sealed class LiveLabTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("01")]
    [InlineData("12")]
    public async Task A_lab_passes_live_far_from_its_sources(string number)
    {
        Ended run = await ElectionProgram.RunAsync(_temp.Path, "lab", "run", number, "--mode", "live", "--lang", "en");
        Assert.True(run.Code == ExitCode.Success, run.Out + run.Error);
        Assert.EndsWith("It was seen, and the checks explain it.\n", run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
