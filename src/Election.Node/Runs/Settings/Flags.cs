namespace Election.Node.Runs.Settings;

/// <summary>Names of options that more than one place reads, writes or mentions.</summary>
internal static class Flags
{
    /// <summary>The fault to inject.</summary>
    public const string Fault = "--fault";

    /// <summary>The vote to cast.</summary>
    public const string Vote = "--vote";

    /// <summary>The order of delivery.</summary>
    public const string Order = "--order";

    /// <summary>The guarantees to watch.</summary>
    public const string Check = "--check";

    /// <summary>The number of texts that each node sends.</summary>
    public const string Messages = "--messages";

    /// <summary>The seed.</summary>
    public const string Seed = "--seed";

    /// <summary>The file of the trace.</summary>
    public const string Trace = "--trace";

    /// <summary>Start from a given START instead of meeting at the barrier.</summary>
    public const string NoBarrier = "--no-barrier";

    /// <summary>The file of the given START.</summary>
    public const string Start = "--start";

    /// <summary>
    /// Hidden: the node belongs to a run. It writes its progress to standard output and ends when its standard input does.
    /// </summary>
    public const string PartOfRun = "--part-of-run";

    /// <summary>
    /// Hidden: when the run began, in milliseconds since the Unix epoch, so that fault times mean the same to every node.
    /// </summary>
    public const string RunBegan = "--run-began";

    /// <summary>Hidden: the time after the start until which the run has votes planned.</summary>
    public const string VotesUntil = "--votes-until";

    /// <summary>Hidden: the file of the transcript.</summary>
    public const string Transcript = "--transcript";

    /// <summary>Hidden: the file in which a node in a pane leaves its report for the run it belongs to.</summary>
    public const string Report = "--report";
}
