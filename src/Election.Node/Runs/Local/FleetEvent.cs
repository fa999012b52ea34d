using Election.Groups.Faults;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>An event in a run. The run handles one after the other. Closed.</summary>
internal abstract record FleetEvent;

/// <summary>An event of one node's process.</summary>
/// <param name="Node">The index of the node within the run, from 0.</param>
internal abstract record NodeEvent(int Node) : FleetEvent;

/// <summary>The node made progress.</summary>
internal sealed record ProgressReport(int Node, NodeProgress Progress) : NodeEvent(Node);

/// <summary>The node's script kills it now.</summary>
internal sealed record CrashReport(int Node, FaultSpec Fault) : NodeEvent(Node);

/// <summary>The node handed over its document.</summary>
internal sealed record DocumentReport(int Node, RunDocument Document) : NodeEvent(Node);

/// <summary>The node wrote a line for the operator.</summary>
internal sealed record TalkReport(int Node, string Line) : NodeEvent(Node);

/// <summary>The node's process ended; nothing more will come.</summary>
internal sealed record EndReport(int Node, int ExitCode) : NodeEvent(Node);

/// <summary>The node's process is paused.</summary>
internal sealed record PauseReport(int Node) : NodeEvent(Node);

/// <summary>The node's process was paused and resumed.</summary>
internal sealed record ResumeReport(int Node) : NodeEvent(Node);

/// <summary>A restart of the node is due.</summary>
internal sealed record RestartDue(int Node) : NodeEvent(Node);

/// <summary>A pause is due.</summary>
/// <param name="Where">The node to pause.</param>
/// <param name="Length">The length of the pause.</param>
internal sealed record PauseDue(FaultNode Where, TimeSpan Length) : FleetEvent;
