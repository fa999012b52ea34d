using System.Diagnostics;
using Election.Groups.Faults;

namespace Election.Node.Runs.Local;

/// <summary>
/// An instruction that a run writes to a node's standard input, one per line. Both processes run the same version of this program, so the
/// format is not published. Closed.
/// </summary>
internal abstract record NodeInstruction
{
    private const string SpentWord = "spent ";
    private const string StayWord = "stay";
    private const string LeaveWord = "leave";

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeInstruction? Read(string line) => line switch
    {
        StayWord => new StayInstruction(true),
        LeaveWord => new StayInstruction(false),
        _ when line.StartsWith(SpentWord, StringComparison.Ordinal)
            && FaultSpec.Read(line[SpentWord.Length..]).TryGet(out FaultSpec? spec) => new SpentInstruction(spec),
        _ => null,
    };

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => this switch
    {
        SpentInstruction spent => SpentWord + spent.Fault,
        StayInstruction { Stays: true } => StayWord,
        StayInstruction => LeaveWord,
        _ => throw new UnreachableException(),
    };
}

/// <summary>The leader's crash has happened, so it kills no further node.</summary>
internal sealed record SpentInstruction(FaultSpec Fault) : NodeInstruction;

/// <summary>A node that is down or paused will come back: stay for it after the end, or stop staying.</summary>
internal sealed record StayInstruction(bool Stays) : NodeInstruction;
