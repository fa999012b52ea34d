using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tests.Runs.Local;

public sealed class PaneReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "n2", PaneReport.FileName);

    [Fact]
    public void The_run_takes_the_report_that_a_node_in_a_pane_left_and_removes_it()
    {
        NodeProgress progress = Progress("certified");
        PaneReport.Write(File, progress, null, new NodeEnd { ExitCode = 0, Refusal = null });
        Assert.Equal([new ProgressReport(1, progress), new EndReport(1, 0)], PaneReport.Take(1, File));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_node_that_refused_to_start_says_why_as_a_headless_node_does()
    {
        PaneReport.Write(File, null, null, new NodeEnd { ExitCode = 64, Refusal = "--data: it is locked" });
        Assert.Equal([new TalkReport(1, "election: --data: it is locked"), new EndReport(1, 64)], PaneReport.Take(1, File));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"t\":\"progress\"\nno report at all\n{\"t\":\"end\"}\n")]
    public void A_node_that_left_no_whole_report_was_killed(string? left)
    {
        if (left is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, left);
        }
        Assert.Equal([new EndReport(1, ExitCode.Killed)], PaneReport.Take(1, File));
    }

    [Fact]
    public void The_progress_of_a_killed_node_is_known()
    {
        PaneReport.Note(File, Progress("gathering"));
        PaneReport.Note(File, Progress("open"));
        Assert.False(System.IO.File.Exists(File));
        Assert.Equal([new ProgressReport(1, Progress("open")), new EndReport(1, ExitCode.Killed)], PaneReport.Take(1, File));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_report_replaces_the_note()
    {
        PaneReport.Note(File, Progress("open"));
        PaneReport.Write(File, Progress("certified"), null, new NodeEnd { ExitCode = 0, Refusal = null });
        Assert.Equal([new ProgressReport(1, Progress("certified")), new EndReport(1, 0)], PaneReport.Take(1, File));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_report_beyond_the_size_limit_is_not_read()
    {
        PaneReport.Write(File, Progress(new string('x', 1 << 20)), null, new NodeEnd { ExitCode = 0, Refusal = null });
        Assert.Equal([new EndReport(1, ExitCode.Killed)], PaneReport.Take(1, File));
    }

    private static NodeProgress Progress(string state) => new()
    {
        State = state,
        Discovered = 3,
        Votes = 2,
        IsMember = true,
        StartedAtMs = 1,
        CertifiedAtMs = 2,
        Decision = "tie",
        Reason = null,
    };
}
