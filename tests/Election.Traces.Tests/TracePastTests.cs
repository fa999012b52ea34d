using System.Text;
using Election.Traces.Recording;

namespace Election.Traces.Tests;

/// <summary>The past that a process finds in its trace when it comes back.</summary>
public sealed class TracePastTests
{
    private static readonly string s_trace =
        TraceText.Json("n1", "n1 n2", "\"ev\":\"send\",\"msg\":\"n1:1\",\"atUs\":7", "\"ev\":\"crash\",\"atUs\":9").Text;

    [Fact]
    public void A_whole_trace_is_gone_on_with_after_its_last_event()
    {
        TracePast past = Read(s_trace, "n1");
        Assert.Equal((s_trace.Length, 2, true, 1), (past.Bytes, past.Events, past.IsDown, past.Lives));
        Assert.Equal("n1:1", Assert.Single(past.Sent).ToString());
    }

    [Theory]
    [InlineData("{\"t\":\"ev\",\"host\":\"n1\",\"n\":3,\"ev\":\"resta")]
    [InlineData("{\"t\":\"ev\",\"host\":\"n1\",\"n\":3,\"ev\":\"restart\"}")]
    [InlineData("{\"t\":\"ev\",\"host\":\"n1\",\"n\":9,\"ev\":\"restart\"}\n")]
    [InlineData("{\"t\":\"ev\",\"host\":\"n2\",\"n\":3,\"ev\":\"restart\"}\n")]
    [InlineData("\0\0\0\0\n")]
    public void A_line_that_is_cut_off_or_does_not_belong_there_ends_it(string tail) =>
        Assert.Equal((s_trace.Length, 2), (Read(s_trace + tail, "n1").Bytes, Read(s_trace + tail, "n1").Events));

    [Theory]
    [InlineData("")]
    [InlineData("{\"t\":\"run\",\"schema\":\"election-tr")]
    [InlineData("notes\n")]
    public void What_has_no_header_is_nothing_to_go_on_with(string file) => Assert.Equal(0, Read(file, "n1").Bytes);

    [Fact]
    public void Another_process_trace_is_nothing_to_go_on_with() => Assert.Equal(0, Read(s_trace, "n2").Bytes);

    private static TracePast Read(string file, string host) => TracePast.Read(Encoding.UTF8.GetBytes(file), host);
}
