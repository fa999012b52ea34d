namespace Election.Node.Local;

/// <summary>What came from one node's process. Closed.</summary>
/// <param name="Node">The node's place among the run's nodes, from 0.</param>
internal abstract record NodeReport(int Node);

/// <summary>It got further.</summary>
internal sealed record ProgressReport(int Node, NodeProgress Progress) : NodeReport(Node);

/// <summary>It handed over its document.</summary>
internal sealed record DocumentReport(int Node, RunDocument Document) : NodeReport(Node);

/// <summary>It said something to the operator.</summary>
internal sealed record TalkReport(int Node, string Line) : NodeReport(Node);

/// <summary>Its process ended, and nothing more will come.</summary>
internal sealed record EndReport(int Node, int ExitCode) : NodeReport(Node);
