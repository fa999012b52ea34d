using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Runs.Local;

/// <summary>
/// A process that stands still for a while: SIGSTOP and SIGCONT to its id (POSIX kill(1)). A small shell does it, so that the process goes
/// on even when whoever asked for this is killed meanwhile.
/// </summary>
internal static class PausedProcess
{
    private const string Shell = "/bin/sh";
    private const string StopAndGoOn = "kill -STOP \"$1\" && echo && sleep \"$2\"; kill -CONT \"$1\"";
    private const string GoOn = "kill -CONT \"$1\"";

    /// <summary>Whether this system can do it: Windows cannot.</summary>
    public static bool IsPossible => !OperatingSystem.IsWindows() && File.Exists(Shell);

    /// <summary>Stops a process, and lets it go on after a time.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="length">How long it stands still.</param>
    /// <param name="stopped">Is called when it stands still; not if it has ended meanwhile.</param>
    public static async Task HoldAsync(int process, TimeSpan length, Action stopped)
    {
        using Process shell = Run(StopAndGoOn, process, length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        if (await shell.StandardOutput.ReadLineAsync().ConfigureAwait(false) is not null)
            stopped();
        await shell.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Lets a process go on now.</summary>
    public static void Release(int process)
    {
        using Process shell = Run(GoOn, process, "");
        shell.WaitForExit();
    }

    // What it complains about, a process that has ended meanwhile, is of no interest.
    private static Process Run(string script, int process, string seconds)
    {
        var start = new ProcessStartInfo(Shell) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true,
            RedirectStandardOutput = true };
        foreach (string word in (string[])["-c", script, Shell, process.ToString(CultureInfo.InvariantCulture), seconds])
            start.ArgumentList.Add(word);
        return Process.Start(start) ?? throw new InvalidOperationException($"{Shell} did not start.");
    }
}
