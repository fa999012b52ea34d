using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.EndToEnd;

/// <summary>The trace that a run of real processes has left.</summary>
internal static class TraceOf
{
    /// <summary>Asserts that the trace can be read and keeps what its order promises.</summary>
    /// <param name="files">The files of all processes, or the run's folder.</param>
    public static async Task HoldsAsync(params string[] files)
    {
        Typed check = await Typed.Async(["trace", "check", .. files]);
        Assert.True(check.Code == ExitCode.Success, check.Out + check.Error);
    }
}
