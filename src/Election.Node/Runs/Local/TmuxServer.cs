using System.Diagnostics;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>A tmux server of this program's own, so that the operator's tmux is not touched.</summary>
internal sealed class TmuxServer
{
    private const string Program = "tmux";

    // tmux leaves its socket behind: it gets a private folder of its own, which is deleted with the server.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("election-tmux-");

    /// <summary>Checks that tmux is installed.</summary>
    /// <exception cref="StartRefusedException">tmux is not installed.</exception>
    public static void RefuseUnlessHere()
    {
        using Process process = Start(["-V"], isQuiet: true);
        process.WaitForExit();
    }

    /// <summary>Runs a tmux command.</summary>
    /// <exception cref="StartRefusedException">The command failed, or tmux is not installed; the server is ended.</exception>
    public void Must(params string[] arguments)
    {
        if (Run(arguments) is not { } error)
            return;
        End();
        throw new StartRefusedException($"--tui: tmux failed ({error}): leave --tui out");
    }

    /// <summary>Shows a session on this terminal until the operator leaves it or it ends.</summary>
    public async Task AttachAsync(string session, CancellationToken cancellation)
    {
        using Process attached = Start(Mine(["attach-session", "-t", session]), isQuiet: false);
        try
        {
            await attached.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End();
            await attached.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the server, and sends SIGHUP to the programs that still run in it.</summary>
    public void End()
    {
        Run("kill-server");
        _folder.Refresh();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private Sentence? Run(params string[] arguments)
    {
        using Process process = Start(Mine(arguments), isQuiet: true);
        string error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Length > 0 ? Sentence.Of($"{error}") : $"exit {process.ExitCode}";
    }

    private string[] Mine(string[] arguments) => ["-S", Path.Combine(_folder.FullName, "socket"), "-f", "/dev/null", "-u", .. arguments];

    private static Process Start(string[] arguments, bool isQuiet)
    {
        var start = new ProcessStartInfo(Program)
        {
            UseShellExecute = false,
            RedirectStandardError = isQuiet,
            RedirectStandardOutput = isQuiet,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // Inside the operator's own tmux, it would refuse to be nested.
        start.Environment.Remove("TMUX");
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new StartRefusedException(
                $"--tui: tmux is not installed here: install it (for example apt install tmux), or leave --tui out");
        }
    }
}
