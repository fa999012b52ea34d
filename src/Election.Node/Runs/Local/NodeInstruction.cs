using System.Diagnostics;
using Election.Groups.Faults;

namespace Election.Node.Runs.Local;

/// <summary>
/// What a run tells a node on the node's standard input, one line each. It stays between processes of one version of this program and is
/// no published format. Closed.
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

/// <summary>A crash of the leader has happened: it strikes nobody any more.</summary>
internal sealed record SpentInstruction(FaultSpec Fault) : NodeInstruction;

/// <summary>A node that is down or stands still will come back: stay for it after the end, or no longer.</summary>
internal sealed record StayInstruction(bool Stays) : NodeInstruction;
