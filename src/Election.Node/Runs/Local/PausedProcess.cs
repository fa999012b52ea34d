using System.Diagnostics;
using System.Globalization;

namespace Election.Node.Runs.Local;

/// <summary>
/// Pauses a process for a while: SIGSTOP and SIGCONT to its id (POSIX kill(1)). A small shell does it, so that the process resumes even if
/// the requester is killed meanwhile.
/// </summary>
internal static class PausedProcess
{
    private const string Shell = "/bin/sh";
    private const string StopAndGoOn = "kill -STOP \"$1\" && echo && sleep \"$2\"; kill -CONT \"$1\"";
    private const string GoOn = "kill -CONT \"$1\"";

    /// <summary>True if this system supports pauses; Windows does not.</summary>
    public static bool IsPossible => !OperatingSystem.IsWindows() && File.Exists(Shell);

    /// <summary>Stops a process and resumes it after a time.</summary>
    /// <param name="process">The id of the process.</param>
    /// <param name="length">The length of the pause.</param>
    /// <param name="stopped">Called when the process is paused; not called if it has ended meanwhile.</param>
    public static async Task HoldAsync(int process, TimeSpan length, Action stopped)
    {
        using Process shell = Run(StopAndGoOn, process, length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        if (await shell.StandardOutput.ReadLineAsync().ConfigureAwait(false) is not null)
            stopped();
        await shell.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Resumes a process now.</summary>
    public static void Release(int process)
    {
        using Process shell = Run(GoOn, process, "");
        shell.WaitForExit();
    }

    // The shell's complaints, for example about a process that has ended, do not matter.
    private static Process Run(string script, int process, string seconds)
    {
        var start = new ProcessStartInfo(Shell) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true,
            RedirectStandardOutput = true };
        foreach (string word in (string[])["-c", script, Shell, process.ToString(CultureInfo.InvariantCulture), seconds])
            start.ArgumentList.Add(word);
        return Process.Start(start) ?? throw new InvalidOperationException($"{Shell} did not start.");
    }
}
