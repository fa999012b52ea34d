using System.Diagnostics;
using System.Runtime.InteropServices;
using Election.Voting.Core;

namespace Election.Node.Talk;

/// <summary>The exit codes of all commands. No other type names a number.</summary>
internal static class ExitCode
{
    /// <summary>Certified; a check holds.</summary>
    public const int Success = 0;

    /// <summary>Diverged; a check found a violation or damage.</summary>
    public const int Violated = 1;

    /// <summary>No result; a check was impossible because a file is missing or unreadable.</summary>
    public const int Inconclusive = 2;

    /// <summary>Stalled: the barrier was not passed, or no majority was reached, in time.</summary>
    public const int Stalled = 3;

    /// <summary>The operator's mistake, found before a vote was sent (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A defect of this program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Internal = 70;

    /// <summary>The command succeeded, but its output could not be written to standard output (EX_IOERR of sysexits.h).</summary>
    public const int Unwritten = 74;

    /// <summary>Stopped by SIGINT: 128 + 2.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM (128 + 15), by the loss of its terminal, or by the end of the run that a node belonged to.</summary>
    public const int Terminated = 143;

    /// <summary>Recorded for a process that SIGKILL ended without a report: 128 + 9. No command returns it.</summary>
    public const int Killed = 137;

    /// <summary>The exit code of an election.</summary>
    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Certified => Success,
        Verdict.Diverged => Violated,
        Verdict.NoResult => Inconclusive,
        Verdict.Stalled => Stalled,
        _ => throw new UnreachableException(),
    };

    /// <summary>True if a node that ends by itself can return this code; any other code means that something else ended it.</summary>
    public static bool IsOfNode(int code) =>
        code is Success or Violated or Inconclusive or Stalled or Usage or Internal or Interrupted or Terminated;

    /// <summary>The exit code of a signal.</summary>
    public static int Of(PosixSignal signal) => signal == PosixSignal.SIGINT ? Interrupted : Terminated;
}
