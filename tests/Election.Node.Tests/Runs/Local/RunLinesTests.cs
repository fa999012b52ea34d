using Election.Node.Runs.Documents;
using Election.Node.Runs.Local;

namespace Election.Node.Tests.Runs.Local;

/// <summary>What a run and its nodes say to one another reads back.</summary>
public sealed class RunLinesTests
{
    [Fact]
    public void Orders_read_back()
    {
        foreach (RunOrder order in (RunOrder[])[new StayOrder(true), new StayOrder(false), new SpentOrder(Faults.Spec("leader:crash@1.5s"))])
            Assert.Equal(order, RunOrder.Read(order.ToLine()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("spent")]
    [InlineData("spent rain")]
    [InlineData("Stay")]
    public void Anything_else_is_no_order(string line) => Assert.Null(RunOrder.Read(line));

    [Fact]
    public void A_crash_reads_back_and_is_no_progress()
    {
        var crash = new NodeCrash { Fault = "leader:crash@order=3" };
        Assert.Equal(crash, NodeCrash.Read(crash.ToLine()));
        Assert.Null(NodeProgress.Read(crash.ToLine()));
        Assert.Null(RunsJson.ReadRun(crash.ToLine()));
    }
}
