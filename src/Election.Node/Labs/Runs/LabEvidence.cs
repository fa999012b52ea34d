using System.Collections.Immutable;
using System.Numerics;
using Election.Audit;
using Election.Node.Runs.Documents;
using Election.Node.Tools.Orders;
using Election.Simulation.Elections;
using Election.Simulation.Reach;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Traces.Orders;

namespace Election.Node.Labs.Runs;

/// <summary>
/// The evidence that a run of a lab left. Closed: <see cref="ElectionEvidence"/>, <see cref="ShareEvidence"/>, <see cref="CountEvidence"/>,
/// <see cref="TableEvidence"/> and <see cref="ReachEvidence"/>.
/// </summary>
/// <param name="Name">The run's name.</param>
internal abstract record LabEvidence(string Name);

/// <summary>An election that is over. Every expectation and question about it is read here.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Replay">The command line that holds it again.</param>
/// <param name="Document">The run's document.</param>
/// <param name="Trace">The trace of all nodes.</param>
/// <param name="Report">The trace checker's verdict on each guarantee.</param>
/// <param name="Broken">The promises that the program broke, one sentence each; empty unless the program is at fault.</param>
/// <param name="Coverage">The marks that the simulation reached; null for a live run, which cannot tell.</param>
/// <param name="Audits">The second reader's report on the transcript of each node that closed.</param>
internal sealed record ElectionEvidence(
    string Name, string Replay, RunDocument Document, Trace Trace, TraceReport Report, ImmutableArray<Sentence> Broken, Coverage? Coverage,
    ImmutableArray<(string Node, AuditReport Report)> Audits) : LabEvidence(Name)
{
    /// <summary>The verdict's word.</summary>
    public string Verdict => Document.Verdict;

    /// <summary>The word of the state in which a node ended; null for a node that the run does not have.</summary>
    public string? StateOf(string node) => NodeOf(node)?.State;

    /// <summary>The weight that a node counts for a choice; null for a choice that the run does not have.</summary>
    public long? CountOf(string node, string choice) => NodeOf(node)!.Counts.TryGetValue(choice, out long count) ? count : null;

    /// <summary>The trace checker's verdict on a guarantee.</summary>
    /// <param name="guarantee">The guarantee's word.</param>
    public GuaranteeVerdict VerdictOn(string guarantee) => Report.Guarantees.First(one => one.Guarantee.ToText() == guarantee);

    /// <summary>A node's decision, as its transcript states it; null if it never closed.</summary>
    public string? DecisionOf(string node) => Audits.FirstOrDefault(audit => audit.Node == node).Report?.Decision;

    /// <summary>The number of statements in a node's transcript with this refusal.</summary>
    public int RefusedBy(string node, string code) =>
        Audits.FirstOrDefault(audit => audit.Node == node).Report?.Refusals.GetValueOrDefault(code) ?? 0;

    /// <summary>The number of messages that a process delivered, over all of its lives.</summary>
    public int DeliveredBy(string process)
    {
        int host = Trace.Hosts.IndexOf(process);
        return Trace.Events.Count(one => one.Host == host && one.Kind == TraceEventKind.Deliver);
    }

    private RunNode? NodeOf(string node) => Document.Nodes.FirstOrDefault(one => one.Id == node);
}

/// <summary>Many elections that lost copies.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Complete">The number of elections in which every node delivered everything.</param>
/// <param name="Runs">The number of elections.</param>
/// <param name="Nodes">The number of nodes in each.</param>
/// <param name="Loss">The probability that a copy is lost.</param>
/// <param name="Broken">The promises that the program broke.</param>
internal sealed record ShareEvidence(string Name, int Complete, int Runs, int Nodes, double Loss, ImmutableArray<Sentence> Broken)
    : LabEvidence(Name)
{
    /// <summary>The expected share. An election is complete if every node's message reaches every other node.</summary>
    public double Expected => Math.Pow(1 - Loss, Nodes * (Nodes - 1));

    /// <summary>The share of complete elections that was seen.</summary>
    public double Share => (double)Complete / Runs;

    /// <summary>The standard deviation of the share over this many independent elections.</summary>
    public double Sigma => Math.Sqrt(Expected * (1 - Expected) / Runs);
}

/// <summary>The number of sequences that an order allows.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Count">The number of sequences by formula.</param>
/// <param name="Listed">The number of sequences listed one by one; null if there are more than are listed.</param>
internal sealed record CountEvidence(string Name, BigInteger Count, int? Listed) : LabEvidence(Name);

/// <summary>A table with its answers.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Scenarios">The answers to each scenario.</param>
internal sealed record TableEvidence(string Name, ImmutableArray<ScenarioAnswers> Scenarios) : LabEvidence(Name)
{
    /// <summary>True if an order holds in a scenario.</summary>
    public bool Holds(string scenario, TableColumn column) => Scenarios.First(one => one.Scenario == scenario)[column].Holds;
}

/// <summary>The pairs of sender and listener, and who heard whom.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Cases">The obstacle of each pair; in a live run, what was heard.</param>
internal sealed record ReachEvidence(string Name, ImmutableArray<(string Name, ReachObstacle Obstacle)> Cases) : LabEvidence(Name)
{
    /// <summary>The obstacle between the sender and the listener of a pair.</summary>
    public ReachObstacle ObstacleIn(string pair) => Cases.First(one => one.Name == pair).Obstacle;
}
