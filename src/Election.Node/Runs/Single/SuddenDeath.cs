using System.Diagnostics;

namespace Election.Node.Runs.Single;

/// <summary>
/// The hard end of this process: nothing is flushed, closed or said. On Unix it is SIGKILL to its own id, elsewhere the same without a
/// signal.
/// </summary>
internal static class SuddenDeath
{
    /// <summary>Ends the process; does not return.</summary>
    public static void Now()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
