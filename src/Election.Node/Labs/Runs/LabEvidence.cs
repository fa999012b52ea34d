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
/// What a run of a lab left behind to be looked at. Closed: <see cref="ElectionEvidence"/>, <see cref="ShareEvidence"/>,
/// <see cref="CountEvidence"/>, <see cref="TableEvidence"/> and <see cref="ReachEvidence"/>.
/// </summary>
/// <param name="Name">The run's name.</param>
internal abstract record LabEvidence(string Name);

/// <summary>An election that is over. Whatever an expectation or a question is about, it is read here.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Replay">The line that holds it again.</param>
/// <param name="Document">How it ended.</param>
/// <param name="Trace">What happened, of all nodes.</param>
/// <param name="Report">What the trace says of each guarantee.</param>
/// <param name="Broken">Promises that the program broke, each in one sentence; empty unless the program is at fault.</param>
/// <param name="Coverage">What it reached; null for a live run, which does not tell.</param>
/// <param name="Audits">By node that closed: what the second reader says of its transcript.</param>
internal sealed record ElectionEvidence(
    string Name, string Replay, RunDocument Document, Trace Trace, TraceReport Report, ImmutableArray<Sentence> Broken, Coverage? Coverage,
    ImmutableArray<(string Node, AuditReport Report)> Audits) : LabEvidence(Name)
{
    /// <summary>The word of the verdict.</summary>
    public string Verdict => Document.Verdict;

    /// <summary>The word of the state that a node came to; null for a node that the run does not have.</summary>
    public string? StateOf(string node) => NodeOf(node)?.State;

    /// <summary>The weight that a node counts for a choice; null for a choice that the run does not have.</summary>
    public long? CountOf(string node, string choice) => NodeOf(node)!.Counts.TryGetValue(choice, out long count) ? count : null;

    /// <summary>What the trace says of a guarantee.</summary>
    /// <param name="guarantee">The guarantee's word.</param>
    public GuaranteeVerdict VerdictOn(string guarantee) => Report.Guarantees.First(one => one.Guarantee.ToText() == guarantee);

    /// <summary>The decision of a node, as its transcript has it; null where it never closed.</summary>
    public string? DecisionOf(string node) => Audits.FirstOrDefault(audit => audit.Node == node).Report?.Decision;

    /// <summary>How many statements stand in a node's transcript with this refusal.</summary>
    public int RefusedBy(string node, string code) =>
        Audits.FirstOrDefault(audit => audit.Node == node).Report?.Refusals.GetValueOrDefault(code) ?? 0;

    /// <summary>How many messages a process delivered, over all of its lives.</summary>
    public int DeliveredBy(string process)
    {
        int host = Trace.Hosts.IndexOf(process);
        return Trace.Events.Count(one => one.Host == host && one.Kind == TraceEventKind.Deliver);
    }

    private RunNode? NodeOf(string node) => Document.Nodes.FirstOrDefault(one => one.Id == node);
}

/// <summary>Many elections that lost copies.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Complete">In how many everybody was delivered everything.</param>
/// <param name="Runs">How many there were.</param>
/// <param name="Nodes">Of how many nodes.</param>
/// <param name="Loss">The chance of a copy to be lost.</param>
/// <param name="Broken">Promises that the program broke.</param>
internal sealed record ShareEvidence(string Name, int Complete, int Runs, int Nodes, double Loss, ImmutableArray<Sentence> Broken)
    : LabEvidence(Name)
{
    /// <summary>The share to expect: every node's message has to reach every other node.</summary>
    public double Expected => Math.Pow(1 - Loss, Nodes * (Nodes - 1));

    /// <summary>The share that was seen.</summary>
    public double Share => (double)Complete / Runs;

    /// <summary>The standard deviation of the share over so many independent runs.</summary>
    public double Sigma => Math.Sqrt(Expected * (1 - Expected) / Runs);
}

/// <summary>A count.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Count">How many sequences, by formula.</param>
/// <param name="Listed">How many, one by one; null when there are more than are listed.</param>
internal sealed record CountEvidence(string Name, BigInteger Count, int? Listed) : LabEvidence(Name);

/// <summary>A table with its answers.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Scenarios">The answers.</param>
internal sealed record TableEvidence(string Name, ImmutableArray<ScenarioAnswers> Scenarios) : LabEvidence(Name)
{
    /// <summary>Whether a column holds in a scenario.</summary>
    public bool Holds(string scenario, TableColumn column) => Scenarios.First(one => one.Scenario == scenario)[column].Holds;
}

/// <summary>Who heard whom.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Cases">The pairs, and what stood between them; live, what was heard.</param>
internal sealed record ReachEvidence(string Name, ImmutableArray<(string Name, ReachObstacle Obstacle)> Cases) : LabEvidence(Name)
{
    /// <summary>What stood between the sender and the listener of a pair.</summary>
    public ReachObstacle ObstacleIn(string pair) => Cases.First(one => one.Name == pair).Obstacle;
}
