using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Docs;

/// <summary>The trace on the front page: its picture and its printed check come from the commands shown beside them.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task The_trace_is_of_a_run_that_anybody_can_repeat()
    {
        string run = _temp.Within("causal");
        Typed sim = await Typed.Async("sim", "--nodes", "3", "--seed", "6", "--order", "reliable", "--votes", "Sánchez:2,Pérez:1",
            "--vote-within", "40ms", "--fault", "n1>n3:delay=25ms", "--out", run);
        Assert.Equal(ExitCode.Success, sim.Code);
        Typed check = await Typed.Async("trace", "check", run);
        Generated.ComparePart("README.md", "check", $"```\n{check.Out}```\n");
        Typed picture = await Typed.Async("trace", "svg", run);
        Assert.Contains("class=\"ring\"", picture.Out, StringComparison.Ordinal);
        Generated.Compare("docs/pictures/trace.svg", picture.Out);
    }

    public void Dispose() => _temp.Dispose();
}
