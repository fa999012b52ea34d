using System.Diagnostics;

namespace Election.Node.Runs.Single;

/// <summary>
/// Ends this process at once: nothing is flushed, closed or reported. On Unix it sends SIGKILL to its own id; elsewhere it does the same
/// without a signal.
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
