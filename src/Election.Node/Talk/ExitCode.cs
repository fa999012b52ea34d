using System.Diagnostics;
using System.Runtime.InteropServices;
using Election.Voting.Core;

namespace Election.Node.Talk;

/// <summary>Every exit code of every command, and what leads to it. Nothing else in the program names a number.</summary>
internal static class ExitCode
{
    /// <summary>Certified; a check holds.</summary>
    public const int Success = 0;

    /// <summary>Diverged; a check found a violation or damage.</summary>
    public const int Violated = 1;

    /// <summary>No result; a check could not be made, as a file is missing or cannot be read.</summary>
    public const int Inconclusive = 2;

    /// <summary>Stalled: the barrier or the majority did not come about in time.</summary>
    public const int Stalled = 3;

    /// <summary>The operator's mistake, found before a vote was sent (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A defect of this program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Internal = 70;

    /// <summary>All went well, and what there is to say could not be written to standard output (EX_IOERR of sysexits.h).</summary>
    public const int Unwritten = 74;

    /// <summary>Stopped by SIGINT: 128 + 2.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM (128 + 15), by a terminal that went away, or by the end of the run that a node belonged to.</summary>
    public const int Terminated = 143;

    /// <summary>What is noted of a process that was killed and could say nothing: 128 + 9. No command ends with it by itself.</summary>
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

    /// <summary>Whether a node that came to its own end leaves with this code; with any other, something ended it.</summary>
    public static bool IsOfNode(int code) =>
        code is Success or Violated or Inconclusive or Stalled or Usage or Internal or Interrupted or Terminated;

    /// <summary>The exit code of a signal.</summary>
    public static int Of(PosixSignal signal) => signal == PosixSignal.SIGINT ? Interrupted : Terminated;
}
