using Election.Groups.Faults;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>What a run hears, one after the other. Closed.</summary>
internal abstract record FleetEvent;

/// <summary>What came from one node's process.</summary>
/// <param name="Node">The node's place among the run's nodes, from 0.</param>
internal abstract record NodeEvent(int Node) : FleetEvent;

/// <summary>It got further.</summary>
internal sealed record ProgressReport(int Node, NodeProgress Progress) : NodeEvent(Node);

/// <summary>Its script kills it now.</summary>
internal sealed record CrashReport(int Node, FaultSpec Fault) : NodeEvent(Node);

/// <summary>It handed over its document.</summary>
internal sealed record DocumentReport(int Node, RunDocument Document) : NodeEvent(Node);

/// <summary>It said something to the operator.</summary>
internal sealed record TalkReport(int Node, string Line) : NodeEvent(Node);

/// <summary>Its process ended, and nothing more will come.</summary>
internal sealed record EndReport(int Node, int ExitCode) : NodeEvent(Node);

/// <summary>Its process stands still.</summary>
internal sealed record PauseReport(int Node) : NodeEvent(Node);

/// <summary>Its process stood still, and goes on.</summary>
internal sealed record ResumeReport(int Node) : NodeEvent(Node);

/// <summary>The time has come to start it again.</summary>
internal sealed record RestartDue(int Node) : NodeEvent(Node);

/// <summary>The time has come to let some node stand still.</summary>
/// <param name="Where">Which.</param>
/// <param name="Length">For how long.</param>
internal sealed record PauseDue(FaultNode Where, TimeSpan Length) : FleetEvent;
