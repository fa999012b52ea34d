namespace Election.Node.Runs.Settings;

/// <summary>Names of options that several places read, write or mention.</summary>
internal static class Flags
{
    /// <summary>A fault to inject.</summary>
    public const string Fault = "--fault";

    /// <summary>A vote to cast.</summary>
    public const string Vote = "--vote";

    /// <summary>The order of delivery.</summary>
    public const string Order = "--order";

    /// <summary>The guarantees to watch.</summary>
    public const string Check = "--check";

    /// <summary>The number of texts that each node sends.</summary>
    public const string Messages = "--messages";

    /// <summary>The seed of all random choices.</summary>
    public const string Seed = "--seed";

    /// <summary>The file of the trace.</summary>
    public const string Trace = "--trace";

    /// <summary>Starts from a given START instead of meeting at the barrier.</summary>
    public const string NoBarrier = "--no-barrier";

    /// <summary>The file of the given START.</summary>
    public const string Start = "--start";

    /// <summary>
    /// Hidden: the node belongs to a run. It writes its progress to standard output and ends when its standard input closes.
    /// </summary>
    public const string PartOfRun = "--part-of-run";

    /// <summary>
    /// Hidden: the start of the run in milliseconds since the Unix epoch, so that fault times mean the same to every node.
    /// </summary>
    public const string RunBegan = "--run-began";

    /// <summary>Hidden: the time of the run's last planned vote, after the opening.</summary>
    public const string VotesUntil = "--votes-until";

    /// <summary>Hidden: the file of the transcript.</summary>
    public const string Transcript = "--transcript";

    /// <summary>Hidden: the file in which a node in a pane leaves its report to its run.</summary>
    public const string Report = "--report";
}
