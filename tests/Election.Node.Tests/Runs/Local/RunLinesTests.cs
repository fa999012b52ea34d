using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

/// <summary>What a run and its nodes say to one another reads back.</summary>
public sealed class RunLinesTests
{
    [Fact]
    public void Orders_read_back()
    {
        foreach (NodeInstruction order in (NodeInstruction[])[new StayInstruction(true), new StayInstruction(false), new SpentInstruction(Faults.Spec("leader:crash@1.5s"))])
            Assert.Equal(order, NodeInstruction.Read(order.ToLine()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("spent")]
    [InlineData("spent rain")]
    [InlineData("Stay")]
    public void Anything_else_is_no_order(string line) => Assert.Null(NodeInstruction.Read(line));

    [Fact]
    public void A_crash_reads_back_and_is_no_progress()
    {
        var crash = new NodeCrash { Fault = "leader:crash@order=3" };
        Assert.Equal(crash, NodeCrash.Read(crash.ToLine()));
        Assert.Null(NodeProgress.Read(crash.ToLine()));
        Assert.Null(RunsJson.ReadRun(crash.ToLine()));
    }
}
