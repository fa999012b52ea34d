using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

/// <summary>The messages between a run and its nodes read back as they were written.</summary>
public sealed class RunLinesTests
{
    [Fact]
    public void Orders_read_back()
    {
        foreach (NodeInstruction order in (NodeInstruction[])[new StayInstruction(true), new StayInstruction(false),
            new SpentInstruction(Faults.Spec("leader:crash@1.5s"))])
            Assert.Equal(order, NodeInstruction.Read(order.ToLine()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("spent")]
    [InlineData("spent rain")]
    [InlineData("Stay")]
    public void Any_other_line_is_not_an_order(string line) => Assert.Null(NodeInstruction.Read(line));

    [Fact]
    public void A_crash_reads_back_and_does_not_count_as_progress()
    {
        var crash = new NodeCrash { Fault = "leader:crash@order=3" };
        Assert.Equal(crash, NodeCrash.Read(crash.ToLine()));
        Assert.Null(NodeProgress.Read(crash.ToLine()));
        Assert.Null(RunsJson.ReadRun(crash.ToLine()));
    }
}
